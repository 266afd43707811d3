use serde::{Deserialize, Serialize};

use super::{DegreeDayKind, DegreeDayMethod};

/// Degree days of a period, with all that says what they are.
///
/// ```
/// use model::energy::{DegreeDayKind, DegreeDayMethod, DegreeDayTotal};
/// let (kind, method) = (DegreeDayKind::Heating, DegreeDayMethod::ProEnergie);
/// // a month of 30 days, 28 of them known at 10 °C·d each
/// let days = (0..30).map(|n| (n >= 2).then_some(10.0));
/// let month = DegreeDayTotal::of_days(kind, method, 18.0, days);
/// assert_eq!((month.sum, month.known, month.due), (280.0, 28, 30));
/// assert_eq!(month.scaled, Some(300.0));
/// // three more days lost: 25 of 30 are less than nine tenths
/// let days = (0..30).map(|n| (n >= 5).then_some(10.0));
/// assert_eq!(DegreeDayTotal::of_days(kind, method, 18.0, days).scaled, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DegreeDayTotal {
    /// Heating or cooling.
    pub kind: DegreeDayKind,
    /// By which method.
    pub method: DegreeDayMethod,
    /// Against which base, in °C.
    pub base: f64,
    /// Sum of the known days, in °C·d.
    pub sum: f64,
    /// Days known.
    pub known: u32,
    /// Days of the period.
    pub due: u32,
    /// The sum as if every day were known; only where every month of the period
    /// is known for nine tenths of its days.
    pub scaled: Option<f64>,
}

/// Totals that are not of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error(
    "degree days of {} base {} and of {} base {} cannot be added",
    .left.0.as_str(), .left.1, .right.0.as_str(), .right.1
)]
pub struct DegreeDayMismatch {
    /// Method, base and kind at hand.
    pub left: (DegreeDayMethod, f64, DegreeDayKind),
    /// Those to be added.
    pub right: (DegreeDayMethod, f64, DegreeDayKind),
}

impl DegreeDayTotal {
    /// The coverage from which a month is scaled up (ours: three days of a month).
    const LEAST_COVERAGE: f64 = 0.9;

    /// The total of one month (or of any span short enough that a missing day
    /// is like the others): one entry a day, `None` where the day is missing.
    pub fn of_days(
        kind: DegreeDayKind,
        method: DegreeDayMethod,
        base: f64,
        days: impl IntoIterator<Item = Option<f64>>,
    ) -> Self {
        let (mut sum, mut known, mut due) = (0.0, 0_u32, 0_u32);
        for day in days {
            due = due.saturating_add(1);
            if let Some(value) = day {
                known = known.saturating_add(1);
                sum += value;
            }
        }
        let mut total = Self {
            kind,
            method,
            base,
            sum,
            known,
            due,
            scaled: None,
        };
        let coverage = total.coverage();
        if known > 0 && coverage >= Self::LEAST_COVERAGE {
            total.scaled = Some(sum / coverage);
        }
        total
    }

    /// Share of the days that are known, 0 to 1.
    pub fn coverage(&self) -> f64 {
        if self.due == 0 {
            0.0
        } else {
            f64::from(self.known) / f64::from(self.due)
        }
    }

    /// Both periods together. A year is the sum of its months, so that a missing
    /// day of January is filled with days of January.
    ///
    /// # Errors
    /// [`DegreeDayMismatch`] when kind, method or base differ.
    pub fn plus(&self, other: &Self) -> Result<Self, DegreeDayMismatch> {
        #[expect(clippy::float_cmp, reason = "a base is stated, never computed")]
        let same =
            self.kind == other.kind && self.method == other.method && self.base == other.base;
        if !same {
            return Err(DegreeDayMismatch {
                left: (self.method, self.base, self.kind),
                right: (other.method, other.base, other.kind),
            });
        }
        Ok(Self {
            sum: self.sum + other.sum,
            known: self.known.saturating_add(other.known),
            due: self.due.saturating_add(other.due),
            scaled: self.scaled.zip(other.scaled).map(|(a, b)| a + b),
            ..*self
        })
    }

    /// All periods together; `Ok(None)` of none.
    ///
    /// # Errors
    /// [`DegreeDayMismatch`] when kind, method or base differ.
    pub fn sum<'a>(
        totals: impl IntoIterator<Item = &'a Self>,
    ) -> Result<Option<Self>, DegreeDayMismatch> {
        let mut all: Option<Self> = None;
        for total in totals {
            all = Some(match all {
                None => *total,
                Some(sum) => sum.plus(total)?,
            });
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(method: DegreeDayMethod, base: f64, known: usize) -> DegreeDayTotal {
        let days = (0..30).map(|n| (n < known).then_some(2.0));
        DegreeDayTotal::of_days(DegreeDayKind::Heating, method, base, days)
    }

    #[test]
    fn methods_and_bases_never_mix() {
        let pro = month(DegreeDayMethod::ProEnergie, 18.0, 30);
        let meteo = month(DegreeDayMethod::MeteoMinmax, 18.0, 30);
        let base_15 = month(DegreeDayMethod::ProEnergie, 15.0, 30);
        let cooling = DegreeDayTotal {
            kind: DegreeDayKind::Cooling,
            ..pro
        };
        assert!(pro.plus(&pro).is_ok());
        for other in [meteo, base_15, cooling] {
            assert!(pro.plus(&other).is_err());
        }
        let said = pro.plus(&base_15).map_err(|e| e.to_string());
        let wanted =
            "degree days of pro_energie base 18 and of pro_energie base 15 cannot be added";
        assert_eq!(said, Err(wanted.to_owned()));
    }

    #[test]
    fn a_year_is_scaled_month_by_month() {
        let whole = month(DegreeDayMethod::ProEnergie, 18.0, 30);
        let three_lost = month(DegreeDayMethod::ProEnergie, 18.0, 27);
        let four_lost = month(DegreeDayMethod::ProEnergie, 18.0, 26);
        let year = DegreeDayTotal::sum([&whole, &three_lost])
            .expect("same")
            .expect("two");
        assert_eq!((year.sum, year.known, year.due), (114.0, 57, 60));
        assert_eq!(year.scaled, Some(120.0));
        let unknown = DegreeDayTotal::sum([&whole, &four_lost])
            .expect("same")
            .expect("two");
        assert_eq!(unknown.scaled, None);
        assert_eq!(DegreeDayTotal::sum([]), Ok(None));
    }
}
