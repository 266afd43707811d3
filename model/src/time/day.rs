use core::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// A civil day, counted from 1970-01-01. Which instants it covers depends on the [`super::Zone`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Day(i32);

const EPOCH: Date = date(1970, 1, 1);
/// Of a day of UTC, which has no summer time.
const SECONDS: i64 = 86_400;

impl Day {
    /// The day with that number; days outside the years 1 to 9998 are held at the edge.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(-719_162, 2_932_531))
    }

    /// The days that somebody may ask for, of the years 1900 to 2199. Nothing is known of
    /// others, and what looks years back or ahead does not reach the edge of the calendar.
    ///
    /// ```
    /// use model::time::Day;
    /// let may_be_asked = |text: &str| text.parse().is_ok_and(|day| Day::ASKED.contains(&day));
    /// assert!(may_be_asked("1900-01-01") && may_be_asked("2199-12-31"));
    /// assert!(!may_be_asked("1899-12-31") && !may_be_asked("2200-01-01"));
    /// ```
    pub const ASKED: RangeInclusive<Self> = Self(-25_567)..=Self(84_005);

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a civil date.
    pub fn from_date(d: Date) -> Self {
        // Spans of days say the same ten times slower, and a year is looked at day by day.
        let midnight = Offset::UTC.to_timestamp(d.to_datetime(Time::midnight()));
        let days = midnight.map_or(0, |at| at.as_second().div_euclid(SECONDS));
        Self::from_number(i32::try_from(days).unwrap_or_default())
    }

    /// Year, month (1–12) and day of the month; `None` when the date does not exist.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from_date)
    }

    /// The civil date.
    pub fn date(self) -> Date {
        Timestamp::from_second(i64::from(self.0) * SECONDS)
            .map_or(EPOCH, |midnight| Offset::UTC.to_datetime(midnight).date())
    }

    /// The day `n` days later (earlier when negative).
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        Self::from_number(self.0.saturating_add(n))
    }

    /// Days from `earlier` to `self`.
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The same civil date `n` years later; 29 February becomes 28.
    #[must_use]
    pub fn plus_years(self, n: i16) -> Self {
        self.date()
            .checked_add(jiff::Span::new().years(n))
            .map_or(self, Self::from_date)
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// The first day of the month this day is in.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self::from_date(self.date().first_of_month())
    }

    /// The first day of the year this day is in.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        Self::from_date(self.date().first_of_year())
    }

    /// Monday is 0, Sunday 6.
    pub fn weekday_from_monday(self) -> i8 {
        // 1970-01-01 was a Thursday.
        i8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// The date as a number of years, e.g. 2026.0 on 1 January 2026: the abscissa of trajectories.
    pub fn year_fraction(self) -> f64 {
        let d = self.date();
        f64::from(d.year()) + f64::from(d.day_of_year() - 1) / f64::from(d.days_in_year())
    }
}

impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.date())
    }
}

impl core::str::FromStr for Day {
    type Err = jiff::Error;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.parse::<Date>().map(Self::from_date)
    }
}
