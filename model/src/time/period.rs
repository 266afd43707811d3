use jiff::civil::{ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

use super::Day;

/// Whole days, half open: `from` belongs to it, `to` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// First day after it.
    pub to: Day,
}

impl Period {
    /// The days from `from` up to `to`, which does not belong to it; empty where `to` is not later.
    pub fn new(from: Day, to: Day) -> Self {
        Self {
            from,
            to: to.max(from),
        }
    }

    /// The ISO week of a day, Monday to Sunday.
    pub fn week_holding(day: Day) -> Self {
        let monday = day.plus(-i32::from(day.weekday_from_monday()));
        Self::new(monday, monday.plus(7))
    }

    /// An ISO week by its year and number; `None` for a week 53 that the year has not.
    ///
    /// ```
    /// use model::time::Period;
    /// let week = Period::iso_week(2026, 53).expect("2026 has 53 weeks");
    /// assert_eq!(week.from.to_string(), "2026-12-28");
    /// assert_eq!(Period::iso_week(2025, 53), None);
    /// ```
    pub fn iso_week(year: i16, week: i8) -> Option<Self> {
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        Some(Self::week_holding(Day::from_date(monday.date())))
    }

    /// The civil month of a day.
    pub fn month_holding(day: Day) -> Self {
        let from = day.first_of_month();
        Self::new(from, plus_months(from, 1))
    }

    /// The civil year of a day.
    pub fn year_holding(day: Day) -> Self {
        let from = day.first_of_year();
        Self::new(from, from.plus_years(1))
    }

    /// How many days it has.
    pub fn length(self) -> u32 {
        u32::try_from(self.to.since(self.from)).unwrap_or(0)
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        let first = self.from;
        (0..self.to.since(first)).map(move |n| first.plus(n))
    }

    /// Whether a day belongs to it.
    pub fn contains(self, day: Day) -> bool {
        (self.from..self.to).contains(&day)
    }

    /// The part of it before a day.
    #[must_use]
    pub fn before(self, day: Day) -> Self {
        Self::new(self.from, self.to.min(day))
    }

    /// How many civil months it is made of; `None` where it is not whole months.
    pub fn whole_months(self) -> Option<i32> {
        let index = |day: Day| i32::from(day.year()) * 12 + i32::from(day.date().month());
        let whole = |day: Day| day == day.first_of_month();
        (self.from < self.to && whole(self.from) && whole(self.to))
            .then(|| index(self.to) - index(self.from))
    }

    /// The period just before it: as many civil months where it is whole months,
    /// else as many days.
    ///
    /// ```
    /// use model::time::{Day, Period};
    /// let march = Period::month_holding("2026-03-10".parse()?);
    /// assert_eq!(march.previous(), Period::month_holding("2026-02-01".parse()?));
    /// let week = Period::week_holding("2026-03-10".parse()?);
    /// assert_eq!(week.previous().from, "2026-03-02".parse()?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    #[must_use]
    pub fn previous(self) -> Self {
        let from = self.whole_months().map_or_else(
            || self.from.plus(-self.to.since(self.from)),
            |months| plus_months(self.from, -months),
        );
        Self::new(from, self.from)
    }
}

fn plus_months(day: Day, months: i32) -> Day {
    day.date()
        .checked_add(jiff::Span::new().months(months))
        .map_or(day, Day::from_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    #[test]
    fn what_is_no_whole_month_goes_back_by_days() {
        let ten = Period::new(day("2026-03-05"), day("2026-03-15"));
        assert_eq!(ten.whole_months(), None);
        assert_eq!(
            ten.previous(),
            Period::new(day("2026-02-23"), day("2026-03-05"))
        );
    }

    #[test]
    fn a_quarter_goes_back_by_a_quarter_across_the_year() {
        let quarter = Period::new(day("2026-01-01"), day("2026-04-01"));
        assert_eq!(quarter.whole_months(), Some(3));
        assert_eq!(quarter.previous().from, day("2025-10-01"));
    }

    #[test]
    fn a_leap_february_has_29_days() {
        let month = Period::month_holding(day("2028-02-29"));
        assert_eq!((month.length(), month.days().count()), (29, 29));
        assert_eq!(Period::year_holding(day("2028-02-29")).length(), 366);
    }

    #[test]
    fn nothing_is_before_its_first_day() {
        let month = Period::month_holding(day("2026-03-10"));
        assert_eq!(month.before(day("2026-02-01")).length(), 0);
        assert_eq!(month.before(day("2026-03-11")).length(), 10);
        assert_eq!(month.before(day("2027-01-01")), month);
        assert!(month.contains(day("2026-03-31")) && !month.contains(day("2026-04-01")));
    }
}
