use serde::{Deserialize, Serialize};

use super::Rate;
use super::rate::float;

/// A wait announced so close to what came was right, in seconds (domain §2.4).
const NEAR_S: u32 = 300;

/// How far announced waits were from those that came; mergeable.
///
/// ```
/// use model::reception::EstimatorError;
/// let mut error = EstimatorError::default();
/// // announced and come, in seconds: 4 minutes too many, 6 too few
/// error.add(1_200, 960);
/// error.add(600, 960);
/// assert_eq!(error.mean_absolute_min(), Some(5.0));
/// assert_eq!(error.bias_min(), Some(-1.0));
/// assert_eq!(error.near().percent(), Some(50.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EstimatorError {
    count: u64,
    near: u64,
    over_s: u64,
    under_s: u64,
}

impl EstimatorError {
    /// Counts an announced wait with the one that came.
    pub fn add(&mut self, announced_s: u32, came_s: u32) {
        let off = announced_s.abs_diff(came_s);
        self.count += 1;
        self.near += u64::from(off <= NEAR_S);
        let side = if announced_s > came_s {
            &mut self.over_s
        } else {
            &mut self.under_s
        };
        *side = side.saturating_add(off.into());
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.near = self.near.saturating_add(other.near);
        self.over_s = self.over_s.saturating_add(other.over_s);
        self.under_s = self.under_s.saturating_add(other.under_s);
    }

    /// Mean absolute error in minutes.
    pub fn mean_absolute_min(&self) -> Option<f64> {
        self.mean_min(float(self.over_s) + float(self.under_s))
    }

    /// Mean error in minutes: positive where too much was announced.
    pub fn bias_min(&self) -> Option<f64> {
        self.mean_min(float(self.over_s) - float(self.under_s))
    }

    /// Share announced within five minutes.
    pub const fn near(&self) -> Rate {
        Rate::new(self.near, self.count)
    }

    fn mean_min(&self, seconds: f64) -> Option<f64> {
        (self.count > 0).then(|| seconds / 60.0 / float(self.count))
    }
}
