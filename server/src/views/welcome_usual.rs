use app::chart::columns::{Column, ColumnsSpec, Tone, columns};
use app::view::UsualView;
use model::city::{OpeningCalendar, PlaceId};
use model::format::{NARROW_SPACE, weekday_name};
use model::reception::{DisclosureRules, UsualDay};
use model::time::Day;

use super::Scene;
use super::reception_days::ReceptionDays;
use super::welcome::gives;

/// Units of the wide drawing: it stands beside the answer, in half a page.
const WIDTH: f64 = 660.0;

/// A usual day of a counter: of today's weekday, else of the next one it opens on.
pub(super) fn usual(
    scene: &Scene<'_>,
    service: &str,
    shown: Option<PlaceId>,
    days: &ReceptionDays,
) -> Option<UsualView> {
    let shown = shown?;
    let town = scene.town();
    let calendar = OpeningCalendar::of(town.tree(), town.facts(), shown);
    let is_open = |day: &Day| calendar.day_type(*day) == model::city::DayType::Open;
    let day = (0..7).map(|n| scene.day.plus(n)).find(is_open)?;
    let alike = days
        .days
        .iter()
        .filter(|(_, known, _)| known.weekday_from_monday() == day.weekday_from_monday());
    let usual = UsualDay::of(alike.map(|(_, _, told)| told));
    let rules = DisclosureRules::default();
    let ranges = calendar.hours(day).map(|hours| hours.ranges(day).to_vec());
    let ranges = ranges.unwrap_or_default();
    let (first, last) = span(&ranges).or_else(|| usual.hours())?;
    let is_today = day == scene.day;
    let now = u8::try_from(town.zone().civil(scene.clock).hour()).ok();
    let quiet = usual
        .quietest(rules)
        .filter(|(from, to)| *from >= first && *to <= last + 1);
    let is_quiet = |hour: u8| quiet.is_some_and(|(from, to)| (from..to).contains(&hour));
    let bars = (first..=last).map(|hour| Column {
        name: format!("{} à {}", at_hour(hour), at_hour(hour + 1)),
        tick: at_hour(hour),
        value: usual.wait_min(hour, rules).map(f64::from),
        tone: match now {
            Some(now) if is_today && now == hour => Tone::Now,
            _ if is_quiet(hour) => Tone::Chosen,
            _ => Tone::Plain,
        },
    });
    let advice = quiet.map(|(from, to)| {
        let when = format!("{} et {}", at_hour(from), at_hour(to));
        (
            "Venez plutôt entre".to_owned(),
            when,
            format!("{}.", on(scene, day)),
        )
    });
    let of_service = |id: &PlaceId| scene.place(*id).is_some_and(|place| gives(place, service));
    let counters: Vec<PlaceId> = scene.of_kind("counter").filter(of_service).collect();
    let site = |id: PlaceId| scene.town().tree().nearest(id, "site").unwrap_or(id);
    // The building, where it has one such counter.
    let known_as = |id: PlaceId| {
        let alone = counters
            .iter()
            .filter(|other| site(**other) == site(id))
            .count()
            == 1;
        scene.name(if alone { site(id) } else { id }).to_owned()
    };
    let choices = counters
        .iter()
        .filter_map(|&id| Some((scene.place(id)?.code.to_string(), known_as(id), id == shown)));
    let title = format!("{}, un {} habituel", known_as(shown), weekday_name(day));
    let chart = columns(&ColumnsSpec {
        id: "journee".to_owned(),
        description: format!(
            "Attente au-dessous de laquelle restent quatre visiteurs sur cinq, par heure \
             d’arrivée, sur {} {}s.",
            usual.days(),
            weekday_name(day)
        ),
        title,
        unit: "min".to_owned(),
        what: "Heure d’arrivée".to_owned(),
        columns: bars.collect(),
        chosen: quiet.map(|(from, to)| {
            let at = |hour: u8| usize::from(hour.saturating_sub(first));
            (at(from), at(to), "le plus calme".to_owned())
        }),
        bounds: Vec::new(),
        decimals: 0,
        width: WIDTH,
    });
    Some(UsualView {
        chart,
        advice,
        choices: choices.collect(),
    })
}

fn on(scene: &Scene<'_>, day: Day) -> String {
    if day == scene.day {
        String::new()
    } else {
        format!(" {}", weekday_name(day))
    }
}

fn at_hour(hour: u8) -> String {
    format!("{hour}{NARROW_SPACE}h")
}

/// First and last hour that begins before the closing.
fn span(ranges: &[model::city::OpenRange]) -> Option<(u8, u8)> {
    let first = ranges.iter().map(|range| range.from / 60).min()?;
    let last = ranges
        .iter()
        .map(|range| range.to.saturating_sub(1) / 60)
        .max()?;
    Some((u8::try_from(first).ok()?, u8::try_from(last).ok()?))
}
