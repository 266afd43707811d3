use super::Forecast;

/// By how much ranges are widened, because past forecasts of the same indicator missed.
///
/// Every history is led from each of its former ends to each later value; the miss of a
/// forecast is |value − expected| over half its range. The widening is the smallest factor
/// that would have held the wanted share of n misses, counted as one more than there are:
/// the ⌈(n + 1)·p⌉-th smallest (split conformal prediction: Lei, G'Sell, Rinaldo,
/// Tibshirani and Wasserman, « Distribution-free predictive inference for regression »,
/// 2018, §2.2). Ranges are never made narrower.
///
/// ```
/// use model::score::Widening;
/// // A straight way that then breaks: the past is far out of its own ranges.
/// let broken = [(0.0, 10.0), (1.0, 9.0), (2.0, 8.1), (3.0, 7.0), (4.0, 9.0), (5.0, 9.1),
///     (6.0, 9.0), (7.0, 9.2)];
/// let found = Widening::of([&broken[..]], 0.8).expect("ten forecasts");
/// assert!(found.factor() > 2.0);
/// // Nothing is learned from fewer than four forecasts.
/// assert_eq!(Widening::of([&broken[..5]], 0.8), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Widening(f64);

impl Widening {
    /// Learns from histories, each oldest first. `None`: too few forecasts can be checked
    /// for a range of that probability.
    pub fn of<'a>(
        histories: impl IntoIterator<Item = &'a [(f64, f64)]>,
        probability: f64,
    ) -> Option<Self> {
        let mut misses: Vec<f64> = histories
            .into_iter()
            .flat_map(|history| misses(history, probability))
            .collect();
        misses.sort_unstable_by(f64::total_cmp);
        // Never more than the number of misses: a count of values in memory.
        let wanted = (f64::from(u32::try_from(misses.len()).ok()?) + 1.0) * probability;
        let place = (1..=misses.len())
            .zip(1_u32..)
            .find(|(_, count)| f64::from(*count) >= wanted - 1e-9)?;
        misses.get(place.0 - 1).map(|factor| Self(factor.max(1.0)))
    }

    /// Its factor, 1 or more.
    pub const fn factor(self) -> f64 {
        self.0
    }

    /// A forecast with its error widened.
    #[must_use]
    pub fn widen(self, forecast: Forecast) -> Forecast {
        Forecast {
            error: forecast.error * self.0,
            ..forecast
        }
    }
}

/// How far each value lay from what the values before it led to, in halves of the range.
fn misses(history: &[(f64, f64)], probability: f64) -> Vec<f64> {
    let mut found = Vec::new();
    for end in Forecast::LEAST..history.len() {
        let (known, later) = history.split_at(end);
        for (year, value) in later {
            let forecast = Forecast::of(known, *year);
            let range = forecast.and_then(|forecast| forecast.interval(probability));
            if let Some((forecast, (low, high))) = forecast.zip(range) {
                let half = (high - low) / 2.0;
                let miss = (value - forecast.expected).abs();
                // A past without any scatter promised the exact value.
                let rounding = 1e-9 * value.abs().max(1.0);
                found.push(if miss <= rounding {
                    0.0
                } else {
                    miss / half.max(rounding)
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::score::Calibration;

    #[test]
    fn what_kept_its_ranges_is_not_widened() {
        let straight: Vec<(f64, f64)> = (0..9)
            .map(|n| (f64::from(n), 10.0 - f64::from(n)))
            .collect();
        let found = Widening::of([straight.as_slice()], 0.8).expect("many forecasts");
        assert!((found.factor() - 1.0).abs() < 1e-12);
    }

    proptest! {
        /// With its own widening, a past holds what was promised.
        #[test]
        fn widened_ranges_hold_the_wanted_share_of_the_past(
            values in proptest::collection::vec(50.0_f64..150.0, 8..14)
        ) {
            let history: Vec<(f64, f64)> = (0..).zip(values).map(|(n, v)| (f64::from(n), v)).collect();
            let widening = Widening::of([history.as_slice()], 0.8).expect("many forecasts");
            let (mut checked, mut inside) = (0_u32, 0_u32);
            for end in Forecast::LEAST..history.len() {
                let (known, later) = history.split_at(end);
                for (year, value) in later {
                    let Some(forecast) = Forecast::of(known, *year) else { continue };
                    let (low, high) = widening.widen(forecast).interval(0.8).expect("a range");
                    checked += 1;
                    inside += u32::from(low - 1e-9 <= *value && *value <= high + 1e-9);
                }
            }
            prop_assert!(f64::from(inside) >= 0.8 * f64::from(checked));
            let plain = Calibration::of([history.as_slice()], 0.8);
            prop_assert_eq!(plain.checked, checked);
        }
    }
}
