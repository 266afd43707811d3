use jiff::civil::{Date, Weekday};

use super::NARROW_SPACE;
use crate::time::{At, Day};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The name of a month from 1 to 12; empty otherwise.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|i| MONTHS.get(i))
        .copied()
        .unwrap_or("")
}

/// « mardi 24 novembre 2026 ».
///
/// ```
/// use model::{format::date_long, time::Day};
/// let day = Day::from_ymd(2026, 11, 24).unwrap_or_default();
/// assert_eq!(date_long(day), "mardi 24 novembre 2026");
/// ```
pub fn date_long(day: Day) -> String {
    format!("{} {}", weekday_name(day), date_short(day))
}

/// « mardi ».
pub fn weekday_name(day: Day) -> &'static str {
    match day.date().weekday() {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

/// When something happens, said on a day: « à 13 h 30 », « demain à 9 h 00 »,
/// « lundi à 8 h 30 », or with its date where the weekday would not do.
///
/// ```
/// use model::{format::day_and_time, time::Day};
/// let friday = Day::from_ymd(2026, 11, 27).unwrap_or_default();
/// assert_eq!(day_and_time(friday, friday.plus(3), "8 h 30"), "lundi à 8 h 30");
/// assert_eq!(day_and_time(friday, friday.plus(1), "9 h"), "demain à 9 h");
/// ```
pub fn day_and_time(today: Day, day: Day, time: &str) -> String {
    match day.since(today) {
        0 => format!("à {time}"),
        1 => format!("demain à {time}"),
        2..=6 => format!("{} à {time}", weekday_name(day)),
        _ => format!("le {} à {time}", date_short(day)),
    }
}

/// « 24 novembre 2026 », « 1er mai 2026 ».
pub fn date_short(day: Day) -> String {
    let date = day.date();
    format!(
        "{} {} {}",
        day_of_month(date),
        month_name(date.month()),
        date.year()
    )
}

/// « 24 nov. », « 1er mai »: where the year is known and room is scarce.
///
/// ```
/// use model::{format::date_brief, time::Day};
/// let on = |month, day| date_brief(Day::from_ymd(2026, month, day).unwrap_or_default());
/// assert_eq!((on(11, 24), on(5, 1)), ("24\u{202F}nov.".to_owned(), "1er\u{202F}mai".to_owned()));
/// ```
pub fn date_brief(day: Day) -> String {
    let date = day.date();
    let short = match date.month() {
        1 => "janv.",
        2 => "févr.",
        4 => "avr.",
        7 => "juil.",
        9 => "sept.",
        10 => "oct.",
        11 => "nov.",
        12 => "déc.",
        whole => month_name(whole),
    };
    format!("{}{NARROW_SPACE}{short}", day_of_month(date))
}

/// « novembre 2026 ».
pub fn date_month(day: Day) -> String {
    let date = day.date();
    format!("{} {}", month_name(date.month()), date.year())
}

/// « 2026-11-24 », for `datetime` attributes and links.
pub fn date_iso(day: Day) -> String {
    day.to_string()
}

/// « 14 h 32 », from an instant and the offset of the town's zone at it.
///
/// ```
/// use model::{format::time_of_day, time::At};
/// assert_eq!(time_of_day(At::from_seconds(48_720), 3600), "14\u{202F}h\u{202F}32");
/// ```
pub fn time_of_day(at: At, offset_s: i32) -> String {
    let minutes = (at.seconds() + i64::from(offset_s)).rem_euclid(86_400) / 60;
    format!(
        "{}{NARROW_SPACE}h{NARROW_SPACE}{:02}",
        minutes / 60,
        minutes % 60
    )
}

fn day_of_month(date: Date) -> String {
    if date.day() == 1 {
        "1er".to_owned()
    } else {
        date.day().to_string()
    }
}
