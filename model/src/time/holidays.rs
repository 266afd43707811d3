use std::sync::LazyLock;

use super::Day;

/// Month and day of the holidays that do not move.
const FIXED: [(i8, i8); 8] = [
    (1, 1),
    (5, 1),
    (5, 8),
    (7, 14),
    (8, 15),
    (11, 1),
    (11, 11),
    (12, 25),
];

/// Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
const MOVABLE: [i32; 3] = [1, 39, 50];
/// Good Friday, and Boxing Day, where Alsace-Moselle keeps them.
const GOOD_FRIDAY: i32 = -2;
const BOXING_DAY: (i8, i8) = (12, 26);

/// The public holidays of France in a year, in order; with those of
/// Alsace-Moselle where `alsace_moselle` is set (domain §2.4).
///
/// ```
/// use model::time::{Day, public_holidays};
/// let day = |text: &str| text.parse::<Day>().unwrap();
/// let year = public_holidays(2026, false);
/// assert_eq!(year.len(), 11);
/// // Easter Monday, Ascension, Whit Monday
/// for movable in ["2026-04-06", "2026-05-14", "2026-05-25"] {
///     assert!(year.contains(&day(movable)));
/// }
/// assert!(public_holidays(2026, true).contains(&day("2026-12-26")));
/// ```
pub fn public_holidays(year: i16, alsace_moselle: bool) -> Vec<Day> {
    let easter = easter(year);
    let mut days: Vec<Day> = FIXED
        .iter()
        .filter_map(|&(month, day)| Day::from_ymd(year, month, day))
        .collect();
    days.extend(MOVABLE.map(|after| easter.plus(after)));
    if alsace_moselle {
        days.push(easter.plus(GOOD_FRIDAY));
        days.extend(Day::from_ymd(year, BOXING_DAY.0, BOXING_DAY.1));
    }
    days.sort_unstable();
    days
}

/// The days from 1990 to 2099, whose holidays are known by heart: whoever tells what moved
/// a note looks at every day of two years, for each place.
const BY_HEART: core::ops::Range<i32> = 7_305..47_482;

/// By day, whether it is one: without and with those of Alsace-Moselle.
static KNOWN: LazyLock<[Vec<bool>; 2]> = LazyLock::new(|| {
    [false, true].map(|alsace_moselle| {
        BY_HEART
            .map(|day| is_found_holiday(Day::from_number(day), alsace_moselle))
            .collect()
    })
});

/// Whether a day is a public holiday in France.
pub fn is_public_holiday(day: Day, alsace_moselle: bool) -> bool {
    let [without, with] = &*KNOWN;
    let known = if alsace_moselle { with } else { without };
    usize::try_from(day.number() - BY_HEART.start)
        .ok()
        .and_then(|at| known.get(at).copied())
        .unwrap_or_else(|| is_found_holiday(day, alsace_moselle))
}

fn is_found_holiday(day: Day, alsace_moselle: bool) -> bool {
    let date = day.date();
    let of_year = (date.month(), date.day());
    if FIXED.contains(&of_year) || (alsace_moselle && of_year == BOXING_DAY) {
        return true;
    }
    // Easter is asked for in the months its holidays can fall in alone: whoever
    // looks at every day of a year asks three hundred times in vain otherwise.
    if !(3..=6).contains(&of_year.0) {
        return false;
    }
    let after = day.since(easter(day.year()));
    MOVABLE.contains(&after) || (alsace_moselle && after == GOOD_FRIDAY)
}

/// The day on which another year keeps the public holiday that this day is; a day
/// that is two of them counts as the one that does not move.
///
/// ```
/// use model::time::{Day, holiday_in_year};
/// let day = |text: &str| text.parse::<Day>().unwrap();
/// // Ascension moves, All Saints' does not
/// assert_eq!(holiday_in_year(day("2026-05-14"), 2025, false), Some(day("2025-05-29")));
/// assert_eq!(holiday_in_year(day("2026-11-01"), 2025, false), Some(day("2025-11-01")));
/// assert_eq!(holiday_in_year(day("2026-11-02"), 2025, false), None);
/// ```
pub fn holiday_in_year(day: Day, year: i16, alsace_moselle: bool) -> Option<Day> {
    if !is_public_holiday(day, alsace_moselle) {
        return None;
    }
    let date = day.date();
    let (month, of_month) = (date.month(), date.day());
    if FIXED.contains(&(month, of_month)) || (month, of_month) == BOXING_DAY {
        return Day::from_ymd(year, month, of_month);
    }
    Some(easter(year).plus(day.since(easter(day.year()))))
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus and Butcher.
pub fn easter(year: i16) -> Day {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let of = h + l - 7 * m + 114;
    let month = i8::try_from(of / 31).unwrap_or(4);
    let day = i8::try_from(of % 31 + 1).unwrap_or(1);
    Day::from_ymd(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_known_years() {
        for date in ["2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16"] {
            let wanted: Day = date.parse().expect("a date");
            assert_eq!(easter(wanted.year()), wanted);
        }
    }

    #[test]
    fn the_days_known_by_heart_are_whole_years() {
        let [first, after] = [BY_HEART.start, BY_HEART.end].map(Day::from_number);
        assert_eq!(
            [first, after].map(|day| day.to_string()),
            ["1990-01-01", "2100-01-01"]
        );
    }

    #[test]
    fn a_day_is_a_holiday_where_the_list_of_its_year_has_it() {
        for alsace_moselle in [false, true] {
            for year in (1985..2105).step_by(3) {
                let listed = public_holidays(year, alsace_moselle);
                let first = Day::from_ymd(year, 1, 1).expect("a day");
                let found: Vec<Day> = (0..366)
                    .map(|n| first.plus(n))
                    .filter(|day| day.year() == year && is_public_holiday(*day, alsace_moselle))
                    .collect();
                let mut listed = listed;
                listed.dedup();
                assert_eq!(found, listed, "{year}");
            }
        }
    }
}
