use app::chart::columns::{Column, ColumnsSpec, Tone, WIDE, columns};
use app::plain::SteeringLoad;
use model::format::{NARROW_SPACE, decimal, integer};
use model::reception::{DisclosureRules, Rate, ReceptionDay};
use model::time::Day;

use super::advice::{advice, hour_words, minutes};
use super::counters::Counter;
use super::hour_load::{HourLoad, open_min};
use super::weekdays;
use crate::views::reception_days::ReceptionDays;

/// What the load of a counter is worked out from.
pub(super) struct LoadSource<'a> {
    pub(super) counter: &'a Counter,
    /// Whether it has enough desks to be shown alone.
    pub(super) alone: bool,
    pub(super) days: &'a ReceptionDays,
    pub(super) weekday: i8,
    pub(super) promised_min: u16,
    /// Today so far, with its hour, where it is such a weekday.
    pub(super) running: Option<(ReceptionDay, u8)>,
}

/// The load of a counter on a weekday, or why nothing is said of it.
pub(super) fn load(source: &LoadSource<'_>) -> Result<SteeringLoad, String> {
    let counter = source.counter;
    if !source.alone {
        return Err(hidden(counter));
    }
    let rules = DisclosureRules::default();
    let (mut all, mut days) = (ReceptionDay::default(), Vec::new());
    for (id, day, told) in &source.days.days {
        let alike = day.weekday_from_monday() == source.weekday && told.tickets.issued() > 0;
        if *id == counter.id && alike {
            all.merge(told);
            days.push((*day, told.desks_open_s));
        }
    }
    let services = &all.tickets.services;
    let enough = services.count() >= rules.answers;
    let (Some(mean), Some(median), true) = (services.mean_min(), services.median_min(), enough)
    else {
        return Err(format!(
            "Trop peu de passages sont connus le {} pour en dire la charge.",
            weekdays::name(source.weekday)
        ));
    };
    let (desks, desks_words) = desks(counter, &days);
    let ranges = days
        .last()
        .and_then(|(day, _)| Some(counter.calendar.hours(*day)?.ranges(*day)));
    let number = u64::try_from(days.len()).unwrap_or(u64::MAX);
    let hours: Vec<HourLoad> = all
        .tickets
        .hours
        .iter()
        .filter(|(_, told)| told.issued >= rules.answers)
        .filter_map(|(&hour, told)| {
            let open = ranges.map_or(60, |ranges| open_min(ranges, hour));
            HourLoad::of(hour, (told.issued, number), open, mean, desks)
        })
        .collect();
    let (said, at) = advice(source.weekday, &hours, desks);
    let mut basis = vec![
        format!(
            "{number} jours{NARROW_SPACE}; durée de service médiane {}{NARROW_SPACE}min, moyenne \
             {}{NARROW_SPACE}min (celle du calcul).",
            decimal(median, 1),
            decimal(mean, 1)
        ),
        desks_words,
    ];
    basis.extend(
        source
            .running
            .as_ref()
            .and_then(|(today, hour)| today_words(source, &all, number, today, *hour)),
    );
    Ok(SteeringLoad {
        title: format!("{}, le {}", counter.name, weekdays::name(source.weekday)),
        advice: said,
        basis,
        chart: chart(source.weekday, &hours, at),
        promised_min: source.promised_min,
        hours: hours
            .iter()
            .map(|hour| row(hour, source.promised_min))
            .collect(),
    })
}

/// Why the load of a counter is not shown.
fn hidden(counter: &Counter) -> String {
    let name = &counter.name;
    if counter.desks >= DisclosureRules::default().desks {
        return format!(
            "{name}{NARROW_SPACE}: sa charge n’est pas montrée, car elle ferait connaître celle \
             d’un point d’accueil plus petit."
        );
    }
    format!(
        "{name}{NARROW_SPACE}: moins de trois guichets. Sa charge serait celle d’un agent ou \
         deux{NARROW_SPACE}: elle n’est pas montrée."
    )
}

/// How many desks serve, and who says so: their open time where it is told, else how many
/// there are.
fn desks(counter: &Counter, days: &[(Day, u64)]) -> (u32, String) {
    let declared = counter.desks;
    let (mut desks_s, mut open_s) = (0_u64, 0_u64);
    for (day, told_s) in days.iter().filter(|(_, told_s)| *told_s > 0) {
        if let Some(hours) = counter.calendar.hours(*day) {
            desks_s += told_s;
            open_s += u64::from(hours.open_minutes(*day)) * 60;
        }
    }
    let mean = Rate::new(desks_s, open_s).share();
    let rounded = desks_s
        .saturating_add(open_s / 2)
        .checked_div(open_s)
        .and_then(|desks| u32::try_from(desks.max(1)).ok());
    match (mean, rounded) {
        (Some(mean), Some(desks)) => (
            desks,
            format!(
                "En moyenne {} {} d’après le temps d’ouverture, sur {declared} déclarés\
                 {NARROW_SPACE}; le calcul en prend {desks}, à toute heure.",
                decimal(mean, 1),
                if mean < 2.0 {
                    "guichet ouvert"
                } else {
                    "guichets ouverts"
                }
            ),
        ),
        _ => (
            declared,
            format!(
                "{declared} guichets déclarés{NARROW_SPACE}: le temps d’ouverture n’est pas \
                 transmis, le calcul les suppose tous ouverts."
            ),
        ),
    }
}

/// How today compares, in its hours that are over.
fn today_words(
    source: &LoadSource<'_>,
    usual: &ReceptionDay,
    days: u64,
    today: &ReceptionDay,
    hour: u8,
) -> Option<String> {
    let until = |day: &ReceptionDay| -> u64 {
        let over = day.tickets.hours.range(..hour);
        over.map(|(_, told)| told.issued).sum()
    };
    let mean = Rate::new(until(usual), days)
        .share()
        .filter(|mean| *mean > 0.0)?;
    Some(format!(
        "Aujourd’hui avant {hour}{NARROW_SPACE}h, {} visiteurs{NARROW_SPACE}; un {} ordinaire, {}.",
        until(today),
        weekdays::name(source.weekday),
        integer(mean)
    ))
}

fn row(hour: &HourLoad, promised_min: u16) -> [String; 7] {
    let wait = |wait: Option<f64>| match wait {
        Some(wait) => format!("{}{NARROW_SPACE}min", minutes(wait)),
        None => "s’allonge".to_owned(),
    };
    let share = |share: Option<f64>| match share {
        Some(share) => format!("{}{NARROW_SPACE}%", integer((share * 100.0).floor())),
        None => "–".to_owned(),
    };
    let (now, then) = hour.waits_min();
    let (kept, kept_then) = hour.within(promised_min);
    [
        hour_words(hour.hour),
        integer(hour.arrivals),
        hour.load().map_or_else(
            || "–".to_owned(),
            |load| format!("{}{NARROW_SPACE}%", integer(load * 100.0)),
        ),
        wait(now),
        wait(then),
        share(kept),
        share(kept_then),
    ]
}

fn chart(weekday: i8, hours: &[HourLoad], at: Option<u8>) -> app::chart::Chart {
    let place = at.and_then(|at| hours.iter().position(|hour| hour.hour == at));
    columns(&ColumnsSpec {
        id: "charge-guichets".to_owned(),
        title: format!("Charge des guichets, le {}", weekdays::name(weekday)),
        description:
            "Part du temps pendant laquelle les guichets servent, heure par heure. Au-delà \
                      de 100, il vient plus de visiteurs qu’ils n’en servent."
                .to_owned(),
        unit: "%".to_owned(),
        what: "Heure".to_owned(),
        columns: hours
            .iter()
            .map(|hour| Column {
                name: hour_words(hour.hour),
                tick: format!("{}{NARROW_SPACE}h", hour.hour),
                value: hour.load().map(|load| load * 100.0),
                tone: if Some(hour.hour) == at {
                    Tone::Chosen
                } else {
                    Tone::Plain
                },
            })
            .collect(),
        chosen: place.map(|place| (place, place + 1, "à renforcer".to_owned())),
        bounds: Vec::new(),
        decimals: 0,
        width: WIDE,
    })
}
