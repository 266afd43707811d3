use serde::{Deserialize, Serialize};

use crate::city::{PlaceCode, ServiceCode};
use crate::time::At;

/// What the display of a queue shows at an instant. Many towns have no more
/// than this: no tickets, only a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueState {
    /// Where.
    pub counter: PlaceCode,
    /// Which queue.
    pub service: ServiceCode,
    /// When, by the clock of the display.
    pub at: At,
    /// When it was received, by ours.
    pub received_at: At,
    /// People waiting.
    pub waiting: u32,
    /// Desks that serve the queue.
    pub open_desks: u32,
    /// The number called last.
    #[serde(default)]
    pub last_called: Option<String>,
    /// Usual seconds of a service, where the display knows.
    #[serde(default)]
    pub service_s: Option<u32>,
}

impl QueueState {
    /// Whether both show the same.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        (self.waiting, self.open_desks) == (other.waiting, other.open_desks)
            && self.last_called == other.last_called
    }
}
