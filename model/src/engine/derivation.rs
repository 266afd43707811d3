use std::sync::Arc;

use super::SeriesIndex;
use crate::city::{DayType, OpeningCalendar};
use crate::time::Day;

/// How the days of a series follow from those of another.
///
/// Gas in kWh from gas in m³, the share of a meter that serves one building,
/// the base load of a meter: they are worked out when looked at, so that a
/// late reading of the source is never missed.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The measured series it follows from.
    pub source: SeriesIndex,
    /// What of its days is taken.
    pub of: Taken,
    /// By what it is multiplied, by day; later entries prevail.
    pub factors: Vec<DatedFactor>,
    /// By what it is multiplied on other days; `None`: such days are unknown.
    pub otherwise: Option<f64>,
}

/// What is taken of a measured day.
#[derive(Debug, Clone, PartialEq)]
pub enum Taken {
    /// What was used.
    Amount,
    /// What would have been used if every hour had been as low as the lowest
    /// of the day: the base load (domain §1.7, variant « smallest hour »).
    Base,
    /// What was used where the place was closed all day; nothing on open days.
    ClosedDays(Arc<OpeningCalendar>),
}

/// A factor for some days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DatedFactor {
    /// First day.
    pub from: Day,
    /// First day it no longer holds.
    pub to: Option<Day>,
    /// By what amounts are multiplied.
    pub factor: f64,
}

impl Derivation {
    /// The factor of a day, if there is one.
    pub fn factor(&self, day: Day) -> Option<f64> {
        self.factors
            .iter()
            .rev()
            .find(|f| f.from <= day && f.to.is_none_or(|to| day < to))
            .map(|f| f.factor)
            .or(self.otherwise)
    }

    /// What it takes of a day on which so much was used; `base` tells its base load.
    pub(super) fn take(
        &self,
        day: Day,
        amount: f64,
        base: impl FnOnce() -> Option<f64>,
    ) -> Option<f64> {
        let taken = match &self.of {
            Taken::Amount => amount,
            Taken::Base => base()?,
            Taken::ClosedDays(calendar) => match calendar.day_type(day) {
                DayType::Closed => amount,
                DayType::Open => 0.0,
            },
        };
        Some(taken * self.factor(day)?)
    }

    /// The same, with every factor multiplied by those of another list.
    #[must_use]
    pub fn times(&self, factors: &[DatedFactor], otherwise: Option<f64>) -> Self {
        let other = Self {
            factors: factors.to_vec(),
            otherwise,
            ..self.clone()
        };
        // Factors change only where one of the two lists says so.
        let mut edges: Vec<Day> = self
            .factors
            .iter()
            .chain(factors)
            .flat_map(|f| [Some(f.from), f.to])
            .flatten()
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let ends = edges.iter().skip(1).copied().map(Some).chain([None]);
        let both = |day| Some(self.factor(day)? * other.factor(day)?);
        Self {
            factors: edges
                .iter()
                .zip(ends)
                .filter_map(|(&from, to)| {
                    Some(DatedFactor {
                        from,
                        to,
                        factor: both(from)?,
                    })
                })
                .collect(),
            otherwise: self.otherwise.zip(otherwise).map(|(a, b)| a * b),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i32) -> Day {
        Day::from_number(n)
    }

    fn factor(from: i32, to: Option<i32>, factor: f64) -> DatedFactor {
        DatedFactor {
            from: day(from),
            to: to.map(day),
            factor,
        }
    }

    #[test]
    fn a_share_of_a_converted_meter_follows_both_calendars() {
        let gas = Derivation {
            source: SeriesIndex(0),
            of: Taken::Amount,
            factors: vec![factor(0, Some(10), 11.0), factor(10, None, 10.0)],
            otherwise: None,
        };
        let shared = gas.times(&[factor(5, Some(20), 0.25)], Some(0.0));
        let found: Vec<_> = [-1, 0, 4, 5, 9, 10, 19, 20, 99]
            .map(|n| shared.factor(day(n)))
            .into();
        let expected = [
            None,
            Some(0.0),
            Some(0.0),
            Some(2.75),
            Some(2.75),
            Some(2.5),
            Some(2.5),
            Some(0.0),
            Some(0.0),
        ];
        assert_eq!(found, expected);
    }
}
