use serde::{Deserialize, Serialize};

use super::Rollup;
use super::rollup::{from_micro, to_micro};

/// What one series amounts to on one local day: the unit of every yearly figure.
///
/// For interval series the amount is the sum of the day, for index series the
/// difference interpolated at both midnights, for gauges the sum over the
/// readings (divide by the count for a mean).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DayTotal {
    /// Amount in millionths of the series' unit.
    pub sum_micro: i64,
    /// Seconds of the day for which there is data, at most the length of the day.
    pub covered_s: u32,
    /// Smallest reading of the day in millionths, where it was looked up: what
    /// the base load of an interval series is made of.
    #[serde(default)]
    pub low_micro: Option<i64>,
}

impl DayTotal {
    /// An amount in the series' unit that covers `covered_s` seconds.
    pub fn new(amount: f64, covered_s: u32) -> Self {
        Self::from_micro(to_micro(amount), covered_s)
    }

    /// An amount in millionths; amounts beyond ±9.2e12 units are held at the edge.
    pub fn from_micro(sum_micro: i128, covered_s: u32) -> Self {
        let edge = if sum_micro < 0 { i64::MIN } else { i64::MAX };
        Self {
            sum_micro: i64::try_from(sum_micro).unwrap_or(edge),
            covered_s,
            low_micro: None,
        }
    }

    /// The same with the smallest reading of the day.
    #[must_use]
    pub fn with_low(self, rollup: &Rollup) -> Self {
        let low = i64::try_from(to_micro(rollup.min));
        Self {
            low_micro: low.ok().filter(|_| rollup.count > 0),
            ..self
        }
    }

    /// Amount in the series' unit.
    pub fn sum(self) -> f64 {
        from_micro(i128::from(self.sum_micro))
    }

    /// Smallest reading of the day in the series' unit, where it was looked up.
    pub fn low(self) -> Option<f64> {
        self.low_micro.map(|low| from_micro(i128::from(low)))
    }

    /// Whether nothing is known of the day.
    pub const fn is_silent(self) -> bool {
        self.covered_s == 0
    }
}
