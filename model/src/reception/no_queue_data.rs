use serde::{Deserialize, Serialize};

use crate::time::At;

/// Why a display says nothing that counts. Never « 0 minutes » instead.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NoQueueData {
    /// Nothing came yet.
    #[error("nothing was received yet")]
    Never,
    /// Closed by its opening hours, whatever the display says.
    #[error("closed")]
    Closed {
        /// Next opening, where one is known.
        opens_at: Option<At>,
    },
    /// Nobody waits and no desk is open: closed in fact.
    #[error("no desk is open")]
    NobodyServes,
    /// Nothing new came for too long.
    #[error("the last state is {age_s} s old")]
    Stale {
        /// Its age in seconds.
        age_s: u32,
    },
    /// It keeps sending, and nothing on it moves though people wait or desks are open.
    #[error("nothing on the display moved for {open_s} s of open time")]
    Frozen {
        /// Open seconds since it moved.
        open_s: u32,
    },
    /// Its clock is not ours.
    #[error("the clock of the display is {off_s} s off")]
    ClockWrong {
        /// Positive where it is ahead.
        off_s: i32,
    },
}
