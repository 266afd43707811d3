use app::chart::Chart;
use app::chart::columns::{Bound, Column, ColumnsSpec, Tone, WIDE, columns};
use app::chart::heat_map::{HeatMapSpec, HeatRow, heat_map};
use model::format::{NARROW_SPACE, weekday_name};
use model::reception::{DisclosureRules, UsualDay, WaitHistogram};

use super::reception_days::ReceptionDays;

const DAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
/// Minutes of a column of the distribution.
const SPAN_MIN: u16 = 5;
/// Waits from which all share the last column, in minutes.
const LONG_MIN: u16 = 60;
/// Days of the distribution.
const FOUR_WEEKS: i32 = 28;

/// When one waits: the hour by the weekday, of twelve weeks.
pub(super) fn week_chart(days: &ReceptionDays) -> Option<Chart> {
    let rules = DisclosureRules::default();
    let usual: Vec<UsualDay> = (0..7)
        .map(|weekday| {
            let alike = days.days.iter();
            let alike = alike.filter(|(_, day, _)| day.weekday_from_monday() == weekday);
            UsualDay::of(alike.map(|(_, _, told)| told))
        })
        .collect();
    let hours = || usual.iter().filter_map(UsualDay::hours);
    let from_hour = hours().map(|(first, _)| first).min()?;
    let to_hour = hours().map(|(_, last)| last).max()?.saturating_add(1);
    let rows: Vec<HeatRow> = usual
        .iter()
        .zip(DAYS)
        .filter(|(day, _)| day.hours().is_some())
        .map(|(day, label)| HeatRow {
            label: label.to_owned(),
            hours: (0..24)
                .map(|hour| day.wait_min(hour, rules).map(f64::from))
                .collect(),
        })
        .collect();
    Some(heat_map(&HeatMapSpec {
        id: "attente-semaine".to_owned(),
        title: busiest(&usual, rules).unwrap_or_else(|| "Quand on attend".to_owned()),
        unit: "min".to_owned(),
        rows,
        from_hour,
        to_hour,
        key: "min, quatre visiteurs sur cinq attendent moins".to_owned(),
        missing: "avec trop peu de visites".to_owned(),
        alerts: Vec::new(),
        decimals: 0,
    }))
}

/// « On attend le plus le lundi entre 10 h et 11 h. »
fn busiest(usual: &[UsualDay], rules: DisclosureRules) -> Option<String> {
    let cells = usual.iter().enumerate().flat_map(|(day, of)| {
        (0..24_u8).filter_map(move |hour| Some((day, hour, of.wait_min(hour, rules)?)))
    });
    let (day, hour, _) = cells.max_by_key(|(_, _, wait)| *wait)?;
    // Day 0 of the calendar is a Thursday; the fourth after it is a Monday.
    let monday = model::time::Day::from_number(4);
    let day = weekday_name(monday.plus(i32::try_from(day).ok()?));
    Some(format!(
        "On attend le plus le {day} entre {hour}{NARROW_SPACE}h et {}{NARROW_SPACE}h",
        hour + 1
    ))
}

/// How long people waited: the share of visitors by spans of five minutes.
pub(super) fn waits_chart(days: &ReceptionDays, promised_min: u16) -> Option<Chart> {
    let waits = days.merged(FOUR_WEEKS, |_| true).tickets.waits().all();
    let all = waits.count();
    if all < DisclosureRules::default().answers {
        return None;
    }
    let share = |low: u16, high: Option<u16>| {
        let up_to = high.map_or(all, |high| waits.within(high));
        let below = if low == 0 { 0 } else { waits.within(low) };
        percent(up_to.saturating_sub(below), all)
    };
    let mut bars: Vec<Column> = (0..LONG_MIN / SPAN_MIN)
        .map(|n| {
            let (low, high) = (n * SPAN_MIN, (n + 1) * SPAN_MIN);
            Column {
                name: format!("{low} à {high}{NARROW_SPACE}min"),
                tick: if n % 3 == 0 {
                    low.to_string()
                } else {
                    String::new()
                },
                value: share(low, Some(high)),
                tone: if high <= promised_min {
                    Tone::Chosen
                } else {
                    Tone::Plain
                },
            }
        })
        .collect();
    bars.push(Column {
        name: format!("plus de {LONG_MIN}{NARROW_SPACE}min"),
        tick: format!("{LONG_MIN}{NARROW_SPACE}min et plus"),
        value: share(LONG_MIN, None),
        tone: Tone::Plain,
    });
    let columns_of = |minutes: u16| f64::from(minutes.min(LONG_MIN)) / f64::from(SPAN_MIN);
    let mark = |of: &str, minutes: u16| Bound {
        at: columns_of(minutes),
        label: format!("{of} {minutes}{NARROW_SPACE}min"),
    };
    let (median, p90) = (waits.percentile_min(50.0)?, waits.percentile_min(90.0)?);
    Some(columns(&ColumnsSpec {
        id: "attente-distribution".to_owned(),
        title: format!(
            "La moitié attend moins de {median}{NARROW_SPACE}min, une personne sur dix plus de \
             {p90}{NARROW_SPACE}min"
        ),
        description: format!(
            "Part des visiteurs par durée d’attente, ceux qui ont renoncé compris. Promesse\
             {NARROW_SPACE}: {promised_min}{NARROW_SPACE}min.",
        ),
        unit: "%".to_owned(),
        what: "Attente".to_owned(),
        columns: bars,
        chosen: None,
        bounds: bounds(&waits, promised_min, mark),
        decimals: 0,
        width: WIDE,
    }))
}

/// The promise, and the ninth decile where it is not beside it.
fn bounds(
    waits: &WaitHistogram,
    promised_min: u16,
    mark: impl Fn(&str, u16) -> Bound,
) -> Vec<Bound> {
    let mut bounds = vec![mark("promesse", promised_min)];
    if let Some(p90) = waits.percentile_min(90.0)
        && p90.abs_diff(promised_min) > SPAN_MIN
    {
        bounds.push(mark("neuf sur dix", p90));
    }
    bounds
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts of people stay far below 2^53"
)]
fn percent(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| (part as f64 / all as f64 * 100.0).round())
}
