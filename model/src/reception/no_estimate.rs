use serde::{Deserialize, Serialize};

use crate::time::At;

/// Why no wait is announced. Never 0 minutes instead.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NoEstimate {
    /// Closed now.
    #[error("closed")]
    Closed {
        /// Next opening, where one is known.
        opens_at: Option<At>,
    },
    /// Too few desks are open.
    #[error("only {desks} desks are open")]
    TooFewDesks {
        /// How many are.
        desks: u32,
    },
    /// What is known is too old.
    #[error("the last data is {age_s} s old")]
    Stale {
        /// Its age in seconds.
        age_s: u32,
    },
    /// What is known is said to be of a time to come.
    #[error("the data is dated {ahead_s} s ahead")]
    ClockWrong {
        /// By how many seconds.
        ahead_s: u32,
    },
    /// No estimator has what it needs.
    #[error("nothing to estimate from")]
    NoBasis,
}
