use serde::{Deserialize, Serialize};

use super::{Aligned, Day, DayPair, Period, holiday_in_year};

/// What a period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparison {
    /// The period just before: the month before March is February, the week
    /// before a week is seven days earlier.
    Previous,
    /// The same weeks a year before: 364 days earlier, so that a Monday meets a
    /// Monday, and each public holiday meets itself.
    LastYear,
    /// The same dates of a reference year.
    Year(i16),
}

/// Fifty-two weeks.
const WEEKS_OF_A_YEAR: i32 = 364;

impl Comparison {
    /// Lays the complete days of a period beside those it is compared with:
    /// days from `today` on are not complete, and neither side has more of them.
    ///
    /// ```
    /// use model::time::{Comparison, Day, Period};
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// let may = Period::month_holding(day("2026-05-01"));
    /// let found = Comparison::LastYear.align(may, day("2026-05-21"), false);
    /// assert!(found.is_partial());
    /// assert_eq!(found.period.length(), 20);
    /// // a Monday meets a Monday, Ascension meets Ascension
    /// assert_eq!(found.other_of(day("2026-05-04")), Some(day("2025-05-05")));
    /// assert_eq!(found.other_of(day("2026-05-14")), Some(day("2025-05-29")));
    /// ```
    pub fn align(self, period: Period, today: Day, alsace_moselle: bool) -> Aligned {
        let over = period.before(today);
        let (other_whole, partners) = match self {
            Self::Previous => by_position(over, period.previous()),
            Self::LastYear => by_weeks(over, period, alsace_moselle),
            Self::Year(year) => by_date(over, period, year),
        };
        let other = if over == period {
            other_whole
        } else {
            other_whole.before(self.end_of(over, other_whole))
        };
        let pairs = over.days().zip(partners);
        Aligned {
            whole: period,
            period: over,
            other_whole,
            other,
            pairs: pairs.map(|(day, other)| DayPair { day, other }).collect(),
        }
    }

    /// The first day that the other side of a period that runs does not count.
    fn end_of(self, over: Period, other_whole: Period) -> Day {
        match self {
            Self::Previous => other_whole.from.plus(over.to.since(over.from)),
            Self::LastYear => over.to.plus(-WEEKS_OF_A_YEAR),
            Self::Year(year) => same_edge(over.to, year - over.from.year()),
        }
    }
}

type Partners = Vec<Option<Day>>;

fn by_position(over: Period, other: Period) -> (Period, Partners) {
    let partner = |day: Day| Some(other.from.plus(day.since(over.from)));
    let partners = over
        .days()
        .map(|day| partner(day).filter(|d| other.contains(*d)));
    (other, partners.collect())
}

fn by_weeks(over: Period, period: Period, alsace_moselle: bool) -> (Period, Partners) {
    let back = |day: Day| day.plus(-WEEKS_OF_A_YEAR);
    let mut partners: Partners = over.days().map(|day| Some(back(day))).collect();
    for (index, day) in over.days().enumerate() {
        let Some(same) = holiday_in_year(day, day.year() - 1, alsace_moselle) else {
            continue;
        };
        // The ordinary day that would have met last year's holiday takes the
        // day that this holiday leaves.
        match partners.iter().position(|other| *other == Some(same)) {
            Some(holder) => partners.swap(index, holder),
            None => {
                if let Some(partner) = partners.get_mut(index) {
                    *partner = Some(same);
                }
            }
        }
    }
    (Period::new(back(period.from), back(period.to)), partners)
}

fn by_date(over: Period, period: Period, year: i16) -> (Period, Partners) {
    let years = year - period.from.year();
    let other = Period::new(same_edge(period.from, years), same_edge(period.to, years));
    let partners = over.days().map(|day| {
        let other = day.plus_years(years);
        (other.date().day() == day.date().day()).then_some(other)
    });
    (other, partners.collect())
}

/// The same date in another year; the 29 February of a year without is 1 March,
/// so that a period that ends before it ends after the 28.
fn same_edge(day: Day, years: i16) -> Day {
    let other = day.plus_years(years);
    let moved = other.date().day() != day.date().day();
    other.plus(i32::from(moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(day(from), day(to))
    }

    const LATER: &str = "2040-01-01";

    #[test]
    fn every_other_day_is_met_once() {
        let year = Period::year_holding(day("2026-01-01"));
        for alsace_moselle in [false, true] {
            let found = Comparison::LastYear.align(year, day(LATER), alsace_moselle);
            let mut met: Vec<Day> = found.pairs.iter().filter_map(|p| p.other).collect();
            met.sort_unstable();
            met.dedup();
            assert_eq!(met.len(), 365);
            for pair in &found.pairs {
                let same = holiday_in_year(pair.day, 2025, alsace_moselle);
                assert!(same.is_none() || same == pair.other, "{pair:?}");
            }
        }
    }

    #[test]
    fn ordinary_weeks_keep_their_weekdays() {
        let march = Period::month_holding(day("2026-03-01"));
        let found = Comparison::LastYear.align(march, day(LATER), false);
        assert!(!found.is_partial());
        assert_eq!(found.other, period("2025-03-02", "2025-04-02"));
        for pair in &found.pairs {
            let other = pair.other.expect("a day");
            assert_eq!(other.weekday_from_monday(), pair.day.weekday_from_monday());
        }
    }

    #[test]
    fn a_holiday_is_found_beside_the_weeks_compared() {
        // 1 and 2 May 2026 are a Friday and a Saturday; 1 May 2025 was a Thursday.
        let found =
            Comparison::LastYear.align(period("2026-05-01", "2026-05-03"), day(LATER), false);
        assert_eq!(found.other, period("2025-05-02", "2025-05-04"));
        assert_eq!(found.other_of(day("2026-05-01")), Some(day("2025-05-01")));
        assert_eq!(found.other_of(day("2026-05-02")), Some(day("2025-05-03")));
    }

    #[test]
    fn week_53_meets_the_week_52_weeks_before() {
        let week = Period::iso_week(2026, 53).expect("53 weeks");
        let found = Comparison::LastYear.align(week, day(LATER), false);
        assert_eq!(Some(found.other), Period::iso_week(2026, 1));
    }

    #[test]
    fn the_month_before_is_shorter() {
        let march = Period::month_holding(day("2026-03-01"));
        let found = Comparison::Previous.align(march, day(LATER), false);
        assert_eq!(found.other, Period::month_holding(day("2026-02-01")));
        assert_eq!(found.other_of(day("2026-03-28")), Some(day("2026-02-28")));
        assert_eq!(found.other_of(day("2026-03-29")), None);
    }

    #[test]
    fn a_month_that_runs_meets_the_beginning_of_the_month_before() {
        let march = Period::month_holding(day("2026-03-01"));
        let found = Comparison::Previous.align(march, day("2026-03-11"), false);
        assert_eq!(found.other, period("2026-02-01", "2026-02-11"));
        // No more days than the month has.
        let late = Comparison::Previous.align(march, day("2026-03-31"), false);
        assert_eq!(late.other, Period::month_holding(day("2026-02-01")));
    }

    #[test]
    fn a_week_that_runs_meets_the_same_days_of_the_week_before() {
        let week = Period::week_holding(day("2026-11-26"));
        let found = Comparison::Previous.align(week, day("2026-11-26"), false);
        assert_eq!(found.other, period("2026-11-16", "2026-11-19"));
    }

    #[test]
    fn the_29_february_meets_nobody_in_a_year_without() {
        let month = Period::month_holding(day("2028-02-01"));
        let found = Comparison::Year(2026).align(month, day(LATER), false);
        assert_eq!(found.other, Period::month_holding(day("2026-02-01")));
        assert_eq!(found.other_of(day("2028-02-28")), Some(day("2026-02-28")));
        assert_eq!(found.other_of(day("2028-02-29")), None);
        // Up to 28 February included.
        let running = Comparison::Year(2026).align(month, day("2028-02-29"), false);
        assert_eq!(running.other, period("2026-02-01", "2026-03-01"));
    }

    #[test]
    fn a_reference_year_may_be_a_leap_year() {
        let year = Period::year_holding(day("2026-07-01"));
        let found = Comparison::Year(2024).align(year, day("2026-07-01"), false);
        assert_eq!(found.other_whole.length(), 366);
        assert_eq!(found.other, period("2024-01-01", "2024-07-01"));
        assert!(found.pairs.iter().all(|pair| pair.other.is_some()));
    }

    #[test]
    fn what_has_not_begun_has_no_day() {
        let found = Comparison::LastYear.align(
            Period::month_holding(day("2026-12-01")),
            day("2026-11-26"),
            false,
        );
        assert_eq!((found.period.length(), found.other.length()), (0, 0));
        assert!(found.pairs.is_empty());
    }
}
