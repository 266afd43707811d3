use serde::{Deserialize, Serialize};

use super::rate::float;
use super::{Rate, WholeCounts};
use crate::score::{quotient, round_to};

/// What an indicator counted, with all that its value follows from: everybody can
/// work it out again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Figure {
    /// One amount by another.
    Quotient {
        /// In thousandths.
        numerator_milli: i64,
        /// In thousandths.
        denominator_milli: i64,
        /// From the quotient to the unit of the indicator.
        factor: f64,
    },
    /// The number at a rank of a distribution.
    Rank {
        /// How often each number was counted.
        counts: WholeCounts,
        /// Percentile by nearest rank, 0 to 100; `None`: the median, between the
        /// two middle numbers.
        percentile: Option<f64>,
    },
}

impl Figure {
    /// A share, times 100 for a percentage; `None` where nothing was counted.
    pub(super) fn share(rate: Rate, times: f64) -> Option<Self> {
        (rate.den > 0).then(|| Self::Quotient {
            numerator_milli: milli(rate.num),
            denominator_milli: milli(rate.den),
            factor: times,
        })
    }

    /// The number at a rank; `None` where nothing was counted.
    pub(super) fn rank(counts: WholeCounts, percentile: Option<f64>) -> Option<Self> {
        (counts.count() > 0).then_some(Self::Rank { counts, percentile })
    }

    /// The value, rounded to so many decimals.
    ///
    /// ```
    /// use model::reception::{Figure, WholeCounts};
    /// // domain TV-WAIT
    /// let waits = WholeCounts::of([2, 3, 5, 7, 8, 9, 12, 14, 21, 35]);
    /// let rank = |percentile| Figure::Rank { counts: waits.clone(), percentile };
    /// assert_eq!(rank(Some(90.0)).value(1), Some(21.0));
    /// assert_eq!(rank(None).value(1), Some(8.5));
    /// let of_ten = Figure::Quotient { numerator_milli: 8_000, denominator_milli: 10_000, factor: 100.0 };
    /// assert_eq!(of_ten.value(1), Some(80.0));
    /// ```
    pub fn value(&self, decimals: u8) -> Option<f64> {
        match self {
            Self::Quotient {
                numerator_milli,
                denominator_milli,
                factor,
            } => quotient(
                *numerator_milli,
                Some(*denominator_milli),
                *factor,
                decimals,
            ),
            Self::Rank { counts, percentile } => {
                let found = match percentile {
                    Some(p) => counts.percentile(*p).map(f64::from),
                    None => counts.median(),
                };
                found.map(|value| round_to(value, decimals))
            }
        }
    }

    /// The same with its counts rounded to multiples of `step`.
    pub(crate) fn by_steps(&self, step: u32) -> Self {
        match self {
            Self::Quotient {
                numerator_milli,
                denominator_milli,
                factor,
            } => Self::Quotient {
                numerator_milli: nearest(*numerator_milli, step),
                denominator_milli: nearest(*denominator_milli, step),
                factor: *factor,
            },
            Self::Rank { counts, percentile } => Self::Rank {
                counts: counts.in_groups(step),
                percentile: *percentile,
            },
        }
    }

    /// The same with as many decimals as it has.
    pub(super) fn exact(&self) -> Option<f64> {
        match self {
            Self::Quotient {
                numerator_milli,
                denominator_milli,
                factor,
            } => (*denominator_milli != 0)
                .then(|| whole(*numerator_milli) / whole(*denominator_milli) * factor),
            Self::Rank { .. } => self.value(6),
        }
    }
}

/// Thousandths rounded to the nearest multiple of so many wholes.
fn nearest(milli: i64, step: u32) -> i64 {
    let step = i64::from(step.max(1)) * 1000;
    (milli + step / 2).div_euclid(step) * step
}

fn milli(count: u64) -> i64 {
    i64::try_from(count)
        .unwrap_or(i64::MAX)
        .saturating_mul(1000)
}

/// Thousandths of counts stay far below 2^53, where f64 is exact.
fn whole(milli: i64) -> f64 {
    let size = float(milli.unsigned_abs());
    if milli < 0 { -size } else { size }
}
