//! Ticks along a time axis, in local time: "14 h", "24 nov.", "janv.", "2026".

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::axis::Tick;
use super::cast::seconds;
use super::number::NNBSP;

const MONTHS: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

/// What separates two ticks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Hours(i8),
    Days(i8),
    Months(i8),
    Years(i16),
}

/// Steps from fine to coarse, with their usual length in seconds.
const STEPS: [(Step, i64); 15] = [
    (Step::Hours(1), 3_600),
    (Step::Hours(2), 7_200),
    (Step::Hours(3), 10_800),
    (Step::Hours(6), 21_600),
    (Step::Hours(12), 43_200),
    (Step::Days(1), 86_400),
    (Step::Days(2), 172_800),
    (Step::Days(7), 604_800),
    (Step::Months(1), 2_629_746),
    (Step::Months(3), 7_889_238),
    (Step::Months(6), 15_778_476),
    (Step::Years(1), 31_556_952),
    (Step::Years(2), 63_113_904),
    (Step::Years(5), 157_784_760),
    (Step::Years(10), 315_569_520),
];

/// The short name of a month (1–12).
pub fn month_name(month: u8) -> &'static str {
    usize::from(month)
        .checked_sub(1)
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or("")
}

/// Local round times in `from..=to` (Unix seconds), at most `most` of them.
/// Days of 23 and 25 hours keep their round hours.
pub fn time_ticks(from: i64, to: i64, zone: &TimeZone, most: i64) -> Vec<Tick> {
    let length = to.saturating_sub(from).max(1);
    let step = STEPS
        .iter()
        .find(|(_, s)| length / s < most.max(1))
        .map_or(Step::Years(10), |(step, _)| *step);
    let Some(mut at) = local(from, zone).and_then(|start| floor(start, step)) else {
        return Vec::new();
    };
    let mut ticks: Vec<Tick> = Vec::new();
    // Rounding down may start before `from`, and weeks restart each month.
    for _ in 0..most.saturating_mul(3).clamp(8, 400) {
        let Some(unix) = at
            .to_zoned_datetime(zone.clone())
            .ok()
            .map(|z| z.timestamp().as_second())
        else {
            break;
        };
        if unix > to {
            break;
        }
        let place = seconds(unix);
        if unix >= from && ticks.last().is_none_or(|t| t.at < place) {
            ticks.push(Tick {
                at: place,
                label: name(at, step),
            });
        }
        let Some(next) = after(at, step) else { break };
        at = next;
    }
    ticks
}

/// An instant in full, for tables: "24 nov. 2026, 14 h 32".
pub fn full(at: i64, zone: &TimeZone) -> String {
    local(at, zone).map_or_else(String::new, |t| {
        format!(
            "{} {} {}, {}{NNBSP}h{NNBSP}{:02}",
            t.day(),
            MONTHS
                .get(usize::from(t.month().unsigned_abs()).saturating_sub(1))
                .unwrap_or(&""),
            t.year(),
            t.hour(),
            t.minute()
        )
    })
}

fn local(at: i64, zone: &TimeZone) -> Option<DateTime> {
    Timestamp::from_second(at)
        .ok()
        .map(|t| t.to_zoned_datetime(zone.clone()).datetime())
}

fn floor(t: DateTime, step: Step) -> Option<DateTime> {
    let midnight = |year, month, day| DateTime::new(year, month, day, 0, 0, 0, 0).ok();
    match step {
        Step::Hours(n) => DateTime::new(
            t.year(),
            t.month(),
            t.day(),
            t.hour() - t.hour() % n.max(1),
            0,
            0,
            0,
        )
        .ok(),
        Step::Days(1 | 2) => midnight(t.year(), t.month(), t.day()),
        // Weeks begin on Monday.
        Step::Days(_) => {
            let monday = t.date().weekday().to_monday_zero_offset();
            midnight(t.year(), t.month(), t.day())?
                .checked_sub(Span::new().try_days(i64::from(monday)).ok()?)
                .ok()
        }
        Step::Months(n) => midnight(t.year(), t.month() - (t.month() - 1) % n.max(1), 1),
        Step::Years(n) => midnight(t.year() - t.year() % n.max(1), 1, 1),
    }
}

fn after(t: DateTime, step: Step) -> Option<DateTime> {
    let span = match step {
        Step::Hours(n) => Span::new().try_hours(i64::from(n)),
        Step::Days(n) => Span::new().try_days(i64::from(n)),
        Step::Months(n) => Span::new().try_months(i64::from(n)),
        Step::Years(n) => Span::new().try_years(i64::from(n)),
    };
    t.checked_add(span.ok()?).ok()
}

fn name(t: DateTime, step: Step) -> String {
    let month = month_name(t.month().unsigned_abs());
    match step {
        Step::Hours(_) if t.hour() != 0 => format!("{}{NNBSP}h", t.hour()),
        Step::Hours(_) | Step::Days(_) if t.day() == 1 => format!("1er{NNBSP}{month}"),
        Step::Hours(_) | Step::Days(_) => format!("{}{NNBSP}{month}", t.day()),
        Step::Months(_) if t.month() != 1 => month.to_owned(),
        Step::Months(_) | Step::Years(_) => t.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn labels(from: &str, to: &str, most: i64) -> Vec<String> {
        let at = |t: &str| t.parse::<Timestamp>().unwrap().as_second();
        time_ticks(at(from), at(to), &paris(), most)
            .into_iter()
            .map(|t| t.label)
            .collect()
    }

    #[test]
    fn a_day_reads_in_local_hours() {
        assert_eq!(
            labels("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", 5),
            [
                "24\u{202f}nov.",
                "6\u{202f}h",
                "12\u{202f}h",
                "18\u{202f}h",
                "25\u{202f}nov."
            ]
        );
    }

    #[test]
    fn the_day_of_25_hours_keeps_round_hours() {
        let got = labels("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 5);
        assert_eq!(
            got,
            [
                "25\u{202f}oct.",
                "6\u{202f}h",
                "12\u{202f}h",
                "18\u{202f}h",
                "26\u{202f}oct."
            ]
        );
    }

    #[test]
    fn a_year_reads_in_months_and_january_in_its_year() {
        let got = labels("2025-11-30T23:00:00Z", "2026-11-30T22:59:59Z", 13);
        assert_eq!(got.first().map(String::as_str), Some("déc."));
        assert_eq!(got.get(1).map(String::as_str), Some("2026"));
        assert_eq!(got.len(), 12);
    }

    #[test]
    fn broken_ranges_give_few_or_no_ticks() {
        assert!(time_ticks(i64::MAX, i64::MIN, &paris(), 6).is_empty());
        assert!(time_ticks(0, 0, &paris(), 6).len() <= 1);
    }
}
