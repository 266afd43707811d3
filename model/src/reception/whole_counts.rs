use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::number_keys::number_keys;
use super::rate::float;

/// Counts of whole numbers, mergeable: minutes, working days, days ahead.
/// Only numbers that occur are kept: a quiet day is small.
///
/// ```
/// use model::reception::WholeCounts;
/// let mut days = WholeCounts::of([1, 2, 2, 9]);
/// days.merge(&WholeCounts::of([4]));
/// assert_eq!((days.percentile(90.0), days.median(), days.within(2)), (Some(9), Some(2.0), 3));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WholeCounts(#[serde(deserialize_with = "number_keys")] BTreeMap<u16, u32>);

impl WholeCounts {
    /// The counts of some numbers.
    pub fn of(numbers: impl IntoIterator<Item = u16>) -> Self {
        let mut all = Self::default();
        numbers.into_iter().for_each(|n| all.add(n));
        all
    }

    /// Counts a number.
    pub fn add(&mut self, number: u16) {
        self.add_many(number, 1);
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (number, more) in other.iter() {
            self.add_many(number, more);
        }
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.0.values().map(|&n| u64::from(n)).sum()
    }

    /// How many are at most that.
    pub fn within(&self, most: u16) -> u64 {
        self.0.range(..=most).map(|(_, &n)| u64::from(n)).sum()
    }

    /// The percentile by nearest rank, for 0 < `p` ≤ 100: the smallest number
    /// that at least `p` percent do not exceed. It is one of those counted.
    pub fn percentile(&self, p: f64) -> Option<u16> {
        // Seen from below, so that 90 % of 10 is the ninth whatever the rounding.
        let asked = p / 100.0 * float(self.count()) - 1e-9;
        self.first_where(|below| float(below) >= asked)
    }

    /// The middle number, or the mean of the two middle ones.
    pub fn median(&self) -> Option<f64> {
        let count = self.count();
        let low = self.first_where(|below| below >= count.div_ceil(2))?;
        let high = self.first_where(|below| below > count / 2)?;
        Some(f64::midpoint(low.into(), high.into()))
    }

    /// Numbers with their counts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u16, u32)> + '_ {
        self.0.iter().map(|(&number, &n)| (number, n))
    }

    /// The same told by groups: neighbours stand together under the highest of them until
    /// they are `step`, and the count of each group is the nearest multiple of it. What is
    /// left at the end joins the last group, so that no extreme shows.
    ///
    /// ```
    /// use model::reception::WholeCounts;
    /// let waits = WholeCounts::of([1, 2, 2, 2, 3, 7, 7, 7, 7, 7, 7, 40]);
    /// let told: Vec<_> = waits.in_groups(5).iter().collect();
    /// assert_eq!(told, [(3, 5), (7, 5)]);
    /// ```
    #[must_use]
    pub fn in_groups(&self, step: u32) -> Self {
        let step = step.max(1);
        let mut groups: Vec<(u16, u32)> = Vec::new();
        let mut waiting = 0_u32;
        for (number, n) in self.iter() {
            waiting = waiting.saturating_add(n);
            if waiting >= step {
                groups.push((number, waiting));
                waiting = 0;
            }
        }
        if let Some((_, last)) = groups.last_mut() {
            *last = last.saturating_add(waiting);
        }
        let nearest = |n: u32| (n.saturating_add(step / 2) / step).saturating_mul(step);
        Self(
            groups
                .into_iter()
                .map(|(number, n)| (number, nearest(n)))
                .collect(),
        )
    }

    fn add_many(&mut self, number: u16, more: u32) {
        let count = self.0.entry(number).or_default();
        *count = count.saturating_add(more);
    }

    /// The smallest number for which the count up to and with it is enough.
    fn first_where(&self, enough: impl Fn(u64) -> bool) -> Option<u16> {
        let mut below = 0_u64;
        self.0.iter().find_map(|(&number, &n)| {
            below = below.saturating_add(n.into());
            enough(below).then_some(number)
        })
    }
}
