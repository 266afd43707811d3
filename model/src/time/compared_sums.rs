use serde::{Deserialize, Serialize};

/// The sums of two periods laid side by side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ComparedSums {
    /// All that is known of the period.
    pub now: PeriodSum,
    /// All that is known of the other.
    pub other: PeriodSum,
    /// The period over pairs known on both sides; a day known by more than half
    /// counts as if the rest were like it.
    pub like: f64,
    /// The other over the same pairs.
    pub other_like: f64,
    /// How many pairs those are.
    pub pairs: u32,
}

/// What is known of a period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PeriodSum {
    /// Sum of what was measured, in the unit of the amounts.
    pub amount: f64,
    /// Share of its time that is known, 0 to 1.
    pub coverage: f64,
    /// Days of which something is known.
    pub days_known: u32,
    /// Days it has.
    pub days: u32,
}

impl ComparedSums {
    /// How much more (positive) or less the period is than the other, as a share
    /// of the other, over the pairs known on both sides; `None` where the other
    /// is nothing.
    ///
    /// ```
    /// use model::time::{Comparison, Day, Period};
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// // 12 a day in March, 10 a day in February, which has three days less
    /// let march = Period::month_holding(day("2026-03-01"));
    /// let found = Comparison::Previous
    ///     .align(march, day("2026-04-01"), false)
    ///     .sums(|d| Some((if march.contains(d) { 12.0 } else { 10.0 }, 1.0)));
    /// assert_eq!((found.now.amount, found.other.amount), (372.0, 280.0));
    /// assert!(found.change().is_some_and(|c| (c - 0.2).abs() < 1e-12));
    /// ```
    pub fn change(&self) -> Option<f64> {
        (self.other_like > 0.0).then(|| (self.like - self.other_like) / self.other_like)
    }
}
