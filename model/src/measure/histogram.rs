use serde::{Deserialize, Serialize};

/// Counts of values in bins of one fixed width, mergeable; percentiles come from it.
///
/// Values below the first bin count in the first, values above the last in the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    width_micro: u64,
    bins: Vec<u32>,
}

/// Two histograms of different shape cannot be merged.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("histograms differ in bin width or number of bins")]
pub struct HistogramMismatch;

impl Histogram {
    /// An empty histogram of `bins` bins (at least 1), each `width` wide, from 0.
    pub fn new(width: f64, bins: usize) -> Self {
        let width_micro = u64::try_from(super::rollup::to_micro(width))
            .unwrap_or(1)
            .max(1);
        Self {
            width_micro,
            bins: vec![0; bins.max(1)],
        }
    }

    /// Counts one value.
    pub fn add(&mut self, value: f64) {
        let micro = u64::try_from(super::rollup::to_micro(value)).unwrap_or(0);
        let last = self.bins.len().saturating_sub(1);
        let index = usize::try_from(micro / self.width_micro)
            .unwrap_or(last)
            .min(last);
        if let Some(bin) = self.bins.get_mut(index) {
            *bin = bin.saturating_add(1);
        }
    }

    /// Adds the counts of another histogram of the same shape.
    ///
    /// # Errors
    /// [`HistogramMismatch`] when the shapes differ; `self` is then unchanged.
    pub fn merge(&mut self, other: &Self) -> Result<(), HistogramMismatch> {
        if self.width_micro != other.width_micro || self.bins.len() != other.bins.len() {
            return Err(HistogramMismatch);
        }
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            *bin = bin.saturating_add(*more);
        }
        Ok(())
    }

    /// How many values were counted.
    pub fn count(&self) -> u64 {
        self.bins.iter().map(|&n| u64::from(n)).sum()
    }

    /// Upper edge of the bin that holds the nearest-rank percentile `p` (0 < p ≤ 100).
    ///
    /// ```
    /// use model::measure::Histogram;
    /// let mut waits = Histogram::new(1.0, 120);
    /// for minutes in [2.0, 3.0, 5.0, 7.0, 8.0, 9.0, 12.0, 14.0, 21.0, 35.0] { waits.add(minutes); }
    /// // nearest rank: the 9th of 10 values, 21 min, lies in the bin that ends at 22
    /// assert_eq!(waits.percentile(90.0), Some(22.0));
    /// ```
    pub fn percentile(&self, p: f64) -> Option<f64> {
        let mut left = rank(p, self.count())?;
        for (upper, &n) in (1u32..).zip(&self.bins) {
            if left <= u64::from(n) {
                return Some(f64::from(upper) * super::rollup::from_micro(self.width_micro.into()));
            }
            left -= u64::from(n);
        }
        None
    }
}

#[expect(
    clippy::as_conversions,
    reason = "a rank is a whole number between 1 and the count"
)]
fn rank(p: f64, count: u64) -> Option<u64> {
    (count > 0).then(|| ((p / 100.0 * count as f64).ceil() as u64).clamp(1, count))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[f64]) -> Histogram {
        let mut h = Histogram::new(0.5, 40);
        values.iter().for_each(|&v| h.add(v));
        h
    }

    proptest! {
        #[test]
        fn merging_equals_counting_all(
            a in prop::collection::vec(-2.0f64..40.0, 0..50),
            b in prop::collection::vec(-2.0f64..40.0, 0..50),
        ) {
            let all = of(&[a.clone(), b.clone()].concat());
            let mut ab = of(&a);
            ab.merge(&of(&b)).expect("same shape");
            let mut ba = of(&b);
            ba.merge(&of(&a)).expect("same shape");
            prop_assert_eq!(&ab, &all);
            prop_assert_eq!(&ba, &all);
        }
    }

    #[test]
    fn different_shapes_refuse_to_merge() {
        assert_eq!(
            of(&[1.0]).merge(&Histogram::new(1.0, 40)),
            Err(HistogramMismatch)
        );
    }
}
