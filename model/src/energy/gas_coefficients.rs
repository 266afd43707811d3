use serde::{Deserialize, Serialize};

use super::iso_day;
use crate::time::Day;

/// What a m³ of gas was worth at one meter, from a day on.
///
/// The coefficient depends on composition, altitude and delivery pressure; the
/// network operator publishes it by municipality and by month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GasCoefficient {
    /// First day it holds; it holds until the next one.
    #[serde(with = "iso_day")]
    pub valid_from: Day,
    /// kWh PCS per m³ as metered.
    pub kwh_pcs_per_m3: f64,
}

/// The coefficients of one meter over time.
///
/// ```
/// use model::energy::{GasCoefficient, GasCoefficients};
/// use model::time::Day;
/// let day = |text: &str| text.parse::<Day>();
/// let meter = GasCoefficients::new(vec![
///     GasCoefficient { valid_from: day("2026-01-01")?, kwh_pcs_per_m3: 11.2 },
///     GasCoefficient { valid_from: day("2026-02-01")?, kwh_pcs_per_m3: 11.4 },
/// ])?;
/// // 1 250 m³ of January: 14 000 kWh PCS
/// assert_eq!(meter.kwh_pcs(1250.0, day("2026-01-15")?), Some(14_000.0));
/// assert_eq!(meter.kwh_pcs(1250.0, day("2025-12-31")?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GasCoefficients(Vec<GasCoefficient>);

/// Coefficients that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum GasCoefficientFault {
    /// Not a positive number.
    #[error("coefficient of {from}: {value} is not a positive number of kWh per m³")]
    Value {
        /// First day.
        from: Day,
        /// What stands there.
        value: f64,
    },
    /// Two for the same day.
    #[error("two coefficients from {0} on")]
    Twice(Day),
}

impl GasCoefficients {
    /// Coefficients in any order.
    ///
    /// # Errors
    /// [`GasCoefficientFault`] for a value that is not positive, or two of the same day.
    pub fn new(mut list: Vec<GasCoefficient>) -> Result<Self, GasCoefficientFault> {
        list.sort_by_key(|c| c.valid_from);
        if let Some(bad) = list
            .iter()
            .find(|c| !(c.kwh_pcs_per_m3.is_finite() && c.kwh_pcs_per_m3 > 0.0))
        {
            return Err(GasCoefficientFault::Value {
                from: bad.valid_from,
                value: bad.kwh_pcs_per_m3,
            });
        }
        let twice = list
            .iter()
            .zip(list.iter().skip(1))
            .find(|(a, b)| a.valid_from == b.valid_from);
        match twice {
            Some((c, _)) => Err(GasCoefficientFault::Twice(c.valid_from)),
            None => Ok(Self(list)),
        }
    }

    /// kWh PCS per m³ on that day; `None` before the first coefficient.
    pub fn on(&self, day: Day) -> Option<f64> {
        let after = self.0.partition_point(|c| c.valid_from <= day);
        let index = after.checked_sub(1)?;
        self.0.get(index).map(|c| c.kwh_pcs_per_m3)
    }

    /// The energy of a volume metered on that day, in kWh PCS.
    pub fn kwh_pcs(&self, volume_m3: f64, day: Day) -> Option<f64> {
        self.on(day).map(|c| volume_m3 * c)
    }

    /// The energy of a volume metered over `[from, to)`, taken as the same every day.
    pub fn kwh_pcs_over(&self, volume_m3: f64, from: Day, to: Day) -> Option<f64> {
        let days = to.since(from);
        if days <= 0 {
            return None;
        }
        let mut sum = 0.0;
        for n in 0..days {
            sum += self.on(from.plus(n))?;
        }
        Some(volume_m3 * sum / f64::from(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn from(date: &str, kwh_pcs_per_m3: f64) -> GasCoefficient {
        GasCoefficient {
            valid_from: day(date),
            kwh_pcs_per_m3,
        }
    }

    #[test]
    fn a_bill_across_a_change_takes_each_day_as_it_was() {
        let meter = GasCoefficients::new(vec![from("2026-02-01", 11.0), from("2026-01-01", 11.2)])
            .expect("sound");
        // 31 days at 11,2 and 28 at 11,0 of a volume of 59 m³: one a day.
        let kwh = meter.kwh_pcs_over(59.0, day("2026-01-01"), day("2026-03-01"));
        assert!(kwh.is_some_and(|k| (k - (31.0 * 11.2 + 28.0 * 11.0)).abs() < 1e-9));
        assert_eq!(
            meter.kwh_pcs_over(59.0, day("2025-12-31"), day("2026-01-02")),
            None
        );
    }

    #[test]
    fn what_is_no_coefficient_is_refused() {
        assert!(matches!(
            GasCoefficients::new(vec![from("2026-01-01", 0.0)]),
            Err(GasCoefficientFault::Value { .. })
        ));
        assert_eq!(
            GasCoefficients::new(vec![from("2026-01-01", 11.0), from("2026-01-01", 11.1)]),
            Err(GasCoefficientFault::Twice(day("2026-01-01")))
        );
    }
}
