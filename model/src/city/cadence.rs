use serde::{Deserialize, Serialize};

use crate::time::Day;

/// How often a figure is entered by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cadence {
    /// Twelve times a year.
    Month,
    /// Four times a year.
    Quarter,
    /// Once a year.
    Year,
}

impl Cadence {
    /// Periods in a year.
    pub const fn in_a_year(self) -> i32 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }

    /// The first day of the period that a day is in.
    ///
    /// ```
    /// use model::city::Cadence;
    /// use model::time::Day;
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// assert_eq!(Cadence::Month.period_of(day("2026-11-27")), day("2026-11-01"));
    /// assert_eq!(Cadence::Quarter.period_of(day("2026-11-27")), day("2026-10-01"));
    /// assert_eq!(Cadence::Year.period_of(day("2026-11-27")), day("2026-01-01"));
    /// assert_eq!(Cadence::Quarter.next(day("2026-10-01")), day("2027-01-01"));
    /// assert_eq!(Cadence::Month.before(day("2026-01-01")), day("2025-12-01"));
    /// ```
    pub fn period_of(self, day: Day) -> Day {
        let month = day.first_of_month();
        match self {
            Self::Month => month,
            Self::Quarter => match (month.date().month() - 1) % 3 {
                0 => month,
                1 => Self::Month.before(month),
                _ => Self::Month.before(Self::Month.before(month)),
            },
            Self::Year => month.first_of_year(),
        }
    }

    /// The period after the one that begins on `start`.
    pub fn next(self, start: Day) -> Day {
        let longest = match self {
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Year => 366,
        };
        // Beyond its end by at most three days.
        self.period_of(start.plus(longest))
    }

    /// The period before the one that begins on `start`.
    pub fn before(self, start: Day) -> Day {
        self.period_of(start.plus(-1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for cadence in [Cadence::Month, Cadence::Quarter, Cadence::Year] {
            let mut start = cadence.period_of("2019-01-01".parse().unwrap());
            for _ in 0..100 {
                let next = cadence.next(start);
                assert_eq!(cadence.before(next), start);
                assert_eq!(cadence.period_of(next.plus(-1)), start);
                start = next;
            }
        }
    }
}
