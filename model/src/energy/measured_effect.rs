use serde::{Deserialize, Serialize};

use super::{ChangePointOptions, Correlation, Observation, Savings, change_point};

/// A day of a place, before or after works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectDay {
    /// What was used; `None` where a meter was silent.
    pub used: Option<f64>,
    /// Mean outdoor temperature.
    pub celsius: Option<f64>,
}

/// Why the effect of works is not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unmeasured {
    /// Too many days before have no consumption.
    Baseline {
        /// Days without.
        missing: u32,
        /// Days of the baseline.
        of: u32,
    },
    /// Too many days before or after have no temperature.
    Weather,
    /// Too few days are known since.
    TooEarly {
        /// Days known.
        known: u32,
        /// Days needed.
        least: u32,
    },
    /// Nothing was used before, or no signature fits.
    NoSignature,
}

/// More of the baseline may not be missing (CalTRACK 2.0, §2.2.1.2).
const MOST_MISSING: f64 = 0.1;
/// Days that have to be known since the works: one month (ours; the polynomial of
/// the uncertainty begins there).
const LEAST_AFTER: u32 = 30;
/// Days of a mean month.
const MONTH: f64 = 365.25 / 12.0;

/// What works brought: the signature of the days before, against the days since.
///
/// Days without consumption or temperature count on neither side. The uncertainty
/// holds a negative autocorrelation at 0.
///
/// # Errors
/// [`Unmeasured`] where the days do not allow it.
///
/// ```
/// use model::energy::{ChangePointOptions, EffectDay, Unmeasured, measured_effect};
/// let celsius = |d: u32| 12.0 - 9.0 * (core::f64::consts::TAU * f64::from(d) / 365.0).cos();
/// let day = |left: f64| move |d: u32| EffectDay {
///     // Some days are a bit above, others a bit below.
///     used: Some(left * (10.0 + 2.5 * (17.0 - celsius(d)).max(0.0) + f64::from(d % 3) - 1.0)),
///     celsius: Some(celsius(d)),
/// };
/// let before: Vec<EffectDay> = (0..365).map(day(1.0)).collect();
/// let after: Vec<EffectDay> = (0..365).map(day(0.8)).collect();
/// let found = measured_effect(&before, &after, &ChangePointOptions::CELSIUS).expect("measured");
/// assert!(found.fraction().is_some_and(|share| (share - 0.2).abs() < 0.005));
/// let month = measured_effect(&before, &after[..29], &ChangePointOptions::CELSIUS);
/// assert_eq!(month, Err(Unmeasured::TooEarly { known: 29, least: 30 }));
/// ```
pub fn measured_effect(
    before: &[EffectDay],
    after: &[EffectDay],
    options: &ChangePointOptions,
) -> Result<Savings, Unmeasured> {
    let of = count(before, |_| true);
    let missing = count(before, |day| day.used.is_none());
    if of == 0 || is_too_many(missing, of) {
        return Err(Unmeasured::Baseline { missing, of });
    }
    let since = count(after, |day| day.used.is_some());
    if since < LEAST_AFTER {
        return Err(Unmeasured::TooEarly {
            known: since,
            least: LEAST_AFTER,
        });
    }
    for days in [before, after] {
        let unknown = count(days, |day| day.celsius.is_none());
        if is_too_many(unknown, count(days, |_| true)) {
            return Err(Unmeasured::Weather);
        }
    }
    let (before, months) = (known(before), f64::from(count(after, |_| true)) / MONTH);
    let signature = change_point(&observations(&before), options)
        .filter(|signature| signature.mean > 0.0)
        .ok_or(Unmeasured::NoSignature)?;
    let after = known(after);
    Savings::of(&signature, &observations(&after), months, Correlation::Held)
        .ok_or(Unmeasured::NoSignature)
}

fn is_too_many(missing: u32, of: u32) -> bool {
    f64::from(missing) > MOST_MISSING * f64::from(of)
}

fn count(days: &[EffectDay], holds: impl Fn(&EffectDay) -> bool) -> u32 {
    u32::try_from(days.iter().filter(|day| holds(day)).count()).unwrap_or(u32::MAX)
}

/// Consumption and temperature of the days that have both.
fn known(days: &[EffectDay]) -> Vec<(f64, [f64; 1])> {
    days.iter()
        .filter_map(|day| Some((day.used?, [day.celsius?])))
        .collect()
}

fn observations(days: &[(f64, [f64; 1])]) -> Vec<Observation<'_>> {
    days.iter()
        .map(|(per_day, temperatures)| Observation {
            per_day: *per_day,
            temperatures,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: ChangePointOptions = ChangePointOptions::CELSIUS_HEATING;

    /// A year of a heated place, of which so many first days are silent.
    fn year(left: f64, silent: u32) -> Vec<EffectDay> {
        (0..365_u32)
            .map(|d| {
                let celsius = 12.0 - 9.0 * (core::f64::consts::TAU * f64::from(d) / 365.0).cos();
                let noise = f64::from(d % 3) - 1.0;
                let used = left * (10.0 + 2.5 * (17.0 - celsius).max(0.0) + noise);
                EffectDay {
                    used: (d >= silent).then_some(used),
                    celsius: Some(celsius),
                }
            })
            .collect()
    }

    #[test]
    fn a_tenth_of_the_baseline_may_be_missing_and_no_more() {
        let after = year(0.8, 0);
        let found = measured_effect(&year(1.0, 36), &after, &OPTIONS).expect("36 of 365");
        assert!(found.fraction().is_some_and(|f| (f - 0.2).abs() < 0.01));
        assert!(found.uncertainty.is_some_and(|u| u < 0.1), "{found:?}");
        let refused = measured_effect(&year(1.0, 37), &after, &OPTIONS);
        let missing = Unmeasured::Baseline {
            missing: 37,
            of: 365,
        };
        assert_eq!(refused, Err(missing));
        let nothing = measured_effect(&[], &after, &OPTIONS);
        assert_eq!(nothing, Err(Unmeasured::Baseline { missing: 0, of: 0 }));
    }

    #[test]
    fn silent_days_since_count_on_neither_side() {
        let found = measured_effect(&year(1.0, 0), &year(0.8, 200), &OPTIONS).expect("165 days");
        assert_eq!(found.days, 165);
        assert!(found.fraction().is_some_and(|f| (f - 0.2).abs() < 0.01));
    }

    #[test]
    fn without_weather_or_consumption_nothing_is_said() {
        let mut blind = year(1.0, 0);
        for day in blind.iter_mut().take(40) {
            day.celsius = None;
        }
        let after = year(0.8, 0);
        let found = measured_effect(&blind, &after, &OPTIONS);
        assert_eq!(found, Err(Unmeasured::Weather));
        let found = measured_effect(&after, &blind, &OPTIONS);
        assert_eq!(found, Err(Unmeasured::Weather));
        let found = measured_effect(&year(0.0, 0), &after, &OPTIONS);
        assert_eq!(found, Err(Unmeasured::NoSignature));
    }
}
