use serde::{Deserialize, Serialize};

use super::rate::float;
use super::{Rate, WholeCounts};

/// Waits longer than a day count as a day.
const LONGEST_MIN: u16 = 24 * 60;

/// Counts of durations by begun minute, mergeable. Days merge into months and
/// desks into counters without averaging a percentile (domain §2.2).
///
/// [`crate::measure::Histogram`] rounds down; here a duration counts in the
/// minute it began, so that whole minutes come back exactly and « at most 15
/// minutes » is exact.
///
/// ```
/// use model::reception::WaitHistogram;
/// // domain TV-WAIT, in minutes
/// let waits = WaitHistogram::of([2, 3, 5, 7, 8, 9, 12, 14, 21, 35].map(|min| min * 60));
/// assert_eq!(waits.median_min(), Some(8.5));
/// assert_eq!(waits.mean_min(), Some(11.6));
/// assert_eq!(waits.percentile_min(90.0), Some(21));
/// assert_eq!((waits.within(15), waits.within(10), waits.count()), (8, 6, 10));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WaitHistogram {
    minutes: WholeCounts,
    total_s: u64,
}

impl WaitHistogram {
    /// The histogram of some durations in seconds.
    pub fn of(durations_s: impl IntoIterator<Item = u32>) -> Self {
        let mut all = Self::default();
        durations_s.into_iter().for_each(|s| all.add(s));
        all
    }

    /// Counts a duration in seconds.
    pub fn add(&mut self, duration_s: u32) {
        let begun = u16::try_from(duration_s.div_ceil(60)).unwrap_or(LONGEST_MIN);
        self.minutes.add(begun.min(LONGEST_MIN));
        self.total_s = self.total_s.saturating_add(duration_s.into());
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.minutes.merge(&other.minutes);
        self.total_s = self.total_s.saturating_add(other.total_s);
    }

    /// How often each begun minute was counted.
    pub const fn minutes(&self) -> &WholeCounts {
        &self.minutes
    }

    /// Those that lasted at most so many minutes, of all.
    pub fn rate_within(&self, minutes: u16) -> Rate {
        Rate::new(self.within(minutes), self.count())
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.minutes.count()
    }

    /// How many lasted at most so many minutes.
    pub fn within(&self, minutes: u16) -> u64 {
        self.minutes.within(minutes)
    }

    /// Mean in minutes, from the seconds.
    pub fn mean_min(&self) -> Option<f64> {
        let count = self.count();
        (count > 0).then(|| float(self.total_s) / 60.0 / float(count))
    }

    /// Sum of all durations in seconds.
    pub const fn total_s(&self) -> u64 {
        self.total_s
    }

    /// The percentile in minutes by nearest rank, for 0 < `p` ≤ 100: the smallest
    /// duration that at least `p` percent do not exceed. It is one of those
    /// measured, where interpolation would give 22.4 in the example above.
    pub fn percentile_min(&self, p: f64) -> Option<u16> {
        self.minutes.percentile(p)
    }

    /// The middle duration in minutes, or the mean of the two middle ones.
    pub fn median_min(&self) -> Option<f64> {
        self.minutes.median()
    }

    /// The counts by begun minute, in order.
    pub fn bins(&self) -> impl Iterator<Item = (u16, u32)> + '_ {
        self.minutes.iter()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn merging_equals_counting_all(
            a in prop::collection::vec(0u32..100_000, 0..60),
            b in prop::collection::vec(0u32..100_000, 0..60),
        ) {
            let all = WaitHistogram::of(a.iter().chain(&b).copied());
            let mut merged = WaitHistogram::of(b.clone());
            merged.merge(&WaitHistogram::of(a.clone()));
            prop_assert_eq!(merged, all);
        }

        #[test]
        fn percentiles_of_whole_minutes_are_those_of_the_list(
            mut minutes in prop::collection::vec(0u16..200, 1..80),
            p in 1u8..=100,
        ) {
            let histogram = WaitHistogram::of(minutes.iter().map(|&m| u32::from(m) * 60));
            minutes.sort_unstable();
            let rank = (usize::from(p) * minutes.len()).div_ceil(100);
            prop_assert_eq!(histogram.percentile_min(p.into()), Some(minutes[rank - 1]));
            let (low, high) = (minutes[(minutes.len() - 1) / 2], minutes[minutes.len() / 2]);
            prop_assert_eq!(histogram.median_min(), Some(f64::from(low + high) / 2.0));
        }
    }

    #[test]
    fn nothing_has_no_percentile() {
        let none = WaitHistogram::default();
        assert_eq!((none.median_min(), none.percentile_min(90.0)), (None, None));
        assert_eq!(none.mean_min(), None);
    }

    #[test]
    fn a_begun_minute_counts_whole() {
        let waits = WaitHistogram::of([0, 1, 900, 901]);
        assert_eq!((waits.within(0), waits.within(15)), (1, 3));
    }
}
