use super::Cause;
use crate::time::Day;

/// What a rule found on a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// What is out of line.
    pub cause: Cause,
    /// First day of it.
    pub from: Day,
    /// Last day of it.
    pub to: Day,
    /// What was measured, a day in the mean, in the unit of the series.
    pub measured: f64,
    /// What was expected, a day in the mean.
    pub expected: f64,
    /// One robust standard deviation around what was expected.
    pub spread: f64,
    /// Σ max(measured − expected, 0) over its days: the amount that may be wasted.
    pub waste: f64,
}

impl Finding {
    /// How many days it covers.
    pub const fn days(&self) -> i32 {
        self.to.since(self.from) + 1
    }

    /// Whether both have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}
