use serde::{Deserialize, Serialize};

use super::Reading;
use crate::time::At;

/// The mergeable aggregate of some readings of one series.
///
/// The sum is held in millionths of the unit as an integer, so that merging is
/// exactly associative and commutative: any order of arrival gives the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rollup {
    /// Readings that count.
    pub count: u32,
    /// Their sum in millionths of the unit.
    pub sum_micro: i128,
    /// Smallest value; 0 when `count` is 0.
    pub min: f64,
    /// Largest value; 0 when `count` is 0.
    pub max: f64,
    /// Earliest reading, if any.
    pub first: Option<(At, f64)>,
    /// Latest reading, if any.
    pub last: Option<(At, f64)>,
}

impl Rollup {
    /// The rollup of one reading; a reading marked missing gives the empty rollup.
    pub fn of(reading: Reading) -> Self {
        if !reading.quality.counts() {
            return Self::default();
        }
        let Reading { at, value, .. } = reading;
        Self {
            count: 1,
            sum_micro: to_micro(value),
            min: value,
            max: value,
            first: Some((at, value)),
            last: Some((at, value)),
        }
    }

    /// The rollup of readings in any order.
    ///
    /// ```
    /// use model::measure::{Quality, Reading, Rollup};
    /// use model::time::At;
    /// let readings = [(0, 1.5), (3600, 2.5)].map(|(s, value)| Reading {
    ///     at: At::from_seconds(s), value, quality: Quality::Measured });
    /// let day = Rollup::from_readings(readings);
    /// assert_eq!((day.count, day.sum(), day.max), (2, 4.0, 2.5));
    /// ```
    pub fn from_readings(readings: impl IntoIterator<Item = Reading>) -> Self {
        readings
            .into_iter()
            .fold(Self::default(), |sum, reading| sum.merge(Self::of(reading)))
    }

    /// The rollup of both sets of readings. Each reading must be in one of them only.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        if self.count == 0 {
            return other;
        }
        if other.count == 0 {
            return self;
        }
        Self {
            count: self.count.saturating_add(other.count),
            sum_micro: self.sum_micro.saturating_add(other.sum_micro),
            min: self.min.min(other.min),
            max: self.max.max(other.max),
            first: pick(self.first, other.first, |a, b| a <= b),
            last: pick(self.last, other.last, |a, b| a >= b),
        }
    }

    /// Sum in the series' unit.
    pub fn sum(&self) -> f64 {
        from_micro(self.sum_micro)
    }

    /// Mean in the series' unit; `None` without readings.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum() / f64::from(self.count))
    }
}

/// Keeps the pair that `better` prefers by instant; values decide ties so that order never does.
fn pick(
    a: Option<(At, f64)>,
    b: Option<(At, f64)>,
    better: impl Fn(At, At) -> bool,
) -> Option<(At, f64)> {
    match (a, b) {
        (Some(x), Some(y)) if x.0 == y.0 => Some(if x.1 <= y.1 { x } else { y }),
        (Some(x), Some(y)) => Some(if better(x.0, y.0) { x } else { y }),
        (x, y) => x.or(y),
    }
}

/// A value in millionths of its unit, to the nearest.
#[expect(
    clippy::as_conversions,
    reason = "accepted values are within 1e12, so millionths fit i128; a float has no TryInto"
)]
pub(crate) fn to_micro(value: f64) -> i128 {
    (value * 1e6).round() as i128
}

#[expect(
    clippy::as_conversions,
    reason = "i128 to f64 rounds to nearest, which is what a sum on screen wants"
)]
pub(crate) fn from_micro(micro: i128) -> f64 {
    micro as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::measure::Quality;

    prop_compose! {
        fn reading()(s in 0i64..100_000, v in -1e6f64..1e6, q in 0u8..3) -> Reading {
            Reading {
                at: At::from_seconds(s),
                value: v,
                quality: Quality::from_code(q).unwrap_or_default(),
            }
        }
    }

    proptest! {
        #[test]
        fn merging_is_associative_and_commutative(a in reading(), b in reading(), c in reading()) {
            let (a, b, c) = (Rollup::of(a), Rollup::of(b), Rollup::of(c));
            prop_assert_eq!(a.merge(b), b.merge(a));
            prop_assert_eq!(a.merge(b).merge(c), a.merge(b.merge(c)));
        }

        #[test]
        fn any_order_and_any_split_equals_recomputation(
            readings in prop::collection::vec(reading(), 0..60),
            split in 0usize..60,
            seed in any::<u64>(),
        ) {
            let whole = Rollup::from_readings(readings.iter().copied());
            let mut shuffled = readings.clone();
            let mut state = seed | 1;
            for i in (1..shuffled.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                shuffled.swap(i, usize::try_from(state).expect("64 bits") % (i + 1));
            }
            let (left, right) = shuffled.split_at(split.min(shuffled.len()));
            let parts = Rollup::from_readings(right.iter().copied())
                .merge(Rollup::from_readings(left.iter().copied()));
            prop_assert_eq!(whole, parts);
        }
    }

    #[test]
    fn missing_readings_do_not_count() {
        let silent = Reading {
            at: At::from_seconds(0),
            value: 0.0,
            quality: Quality::Missing,
        };
        assert_eq!(Rollup::of(silent), Rollup::default());
        assert_eq!(Rollup::of(silent).mean(), None);
    }
}
