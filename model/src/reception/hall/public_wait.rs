use serde::{Deserialize, Serialize};

use super::{NoWait, QueueLook};
use crate::reception::{NoEstimate, NoQueueData};
use crate::time::At;

/// How long somebody who comes now waits, as it is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PublicWait {
    /// Most wait less than so many minutes.
    Known {
        /// A multiple of five; 0: a desk is free.
        minutes: u32,
        /// When they are over, breaks left out.
        around: Option<At>,
    },
    /// Whoever comes now would not be served before the closing.
    LastTicket,
    /// Closed now.
    Closed {
        /// Next opening, where one is known.
        opens_at: Option<At>,
    },
    /// Nothing can be announced.
    Unknown {
        /// Why.
        reason: WaitUnknown,
    },
}

/// Why nothing is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitUnknown {
    /// Nothing came for too long, or not at all.
    Silent,
    /// Too few desks are open for a figure.
    FewDesks,
    /// What came cannot be right.
    Implausible,
    /// There is nothing to go by.
    NoBasis,
}

impl PublicWait {
    /// What is announced of a queue.
    pub fn of(look: &QueueLook) -> Self {
        let unknown = |reason| Self::Unknown { reason };
        match look.wait {
            Ok(wait) if wait.last_ticket => Self::LastTicket,
            Ok(wait) => Self::Known {
                minutes: wait.public_min,
                around: wait.around,
            },
            Err(
                NoWait::Estimate(NoEstimate::Closed { opens_at })
                | NoWait::Display(NoQueueData::Closed { opens_at }),
            ) => Self::Closed { opens_at },
            // The display says that nobody waits and nobody serves: closed in fact.
            Err(NoWait::Display(NoQueueData::NobodyServes)) => Self::Closed { opens_at: None },
            Err(NoWait::Estimate(NoEstimate::TooFewDesks { desks: 0 })) => {
                unknown(WaitUnknown::Silent)
            }
            Err(NoWait::Estimate(NoEstimate::TooFewDesks { .. })) => unknown(WaitUnknown::FewDesks),
            Err(
                NoWait::Estimate(NoEstimate::Stale { .. })
                | NoWait::Display(
                    NoQueueData::Never | NoQueueData::Stale { .. } | NoQueueData::Frozen { .. },
                )
                | NoWait::Silent,
            ) => unknown(WaitUnknown::Silent),
            Err(
                NoWait::Estimate(NoEstimate::ClockWrong { .. })
                | NoWait::Display(NoQueueData::ClockWrong { .. }),
            ) => unknown(WaitUnknown::Implausible),
            Err(NoWait::Estimate(NoEstimate::NoBasis) | NoWait::NoHours) => {
                unknown(WaitUnknown::NoBasis)
            }
        }
    }
}
