use serde::{Deserialize, Serialize};

use crate::city::{PlaceCode, ServiceCode};
use crate::time::At;

/// One stay of a ticket in one queue, with the service it led to. A transfer and
/// a return after a missed call begin a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Whose queue.
    pub counter: PlaceCode,
    /// Which service.
    pub service: ServiceCode,
    /// The desk that called or served.
    pub desk: Option<PlaceCode>,
    /// Since when it waited.
    pub waiting_from: At,
    /// First call that was not a mistake.
    pub called_at: Option<At>,
    /// Start of service.
    pub started_at: Option<At>,
    /// Interruptions that are over, in seconds.
    pub held_s: u32,
    /// Start of the interruption that lasts.
    pub held_from: Option<At>,
    /// End: closed, transferred, left, no answer.
    pub ended_at: Option<At>,
}

impl Segment {
    /// A stay that begins.
    pub(super) fn waiting(counter: PlaceCode, service: ServiceCode, at: At) -> Self {
        Self {
            counter,
            service,
            desk: None,
            waiting_from: at,
            called_at: None,
            started_at: None,
            held_s: 0,
            held_from: None,
            ended_at: None,
        }
    }

    /// Seconds until the call, or until it ended without one; `None` while waiting.
    pub fn wait_s(&self) -> Option<u32> {
        let until = self.called_at.or(self.ended_at)?;
        Some(seconds(self.waiting_from, until))
    }

    /// Seconds from the call to the desk.
    pub fn walk_s(&self) -> Option<u32> {
        Some(seconds(self.called_at?, self.started_at?))
    }

    /// Seconds of service without interruptions; `None` unless served to an end.
    pub fn service_s(&self) -> Option<u32> {
        let whole = seconds(self.started_at?, self.ended_at?);
        Some(whole.saturating_sub(self.held_s))
    }

    /// Ends the segment, with the interruption that lasts.
    pub(super) fn end(&mut self, at: At) {
        self.resume(at);
        self.ended_at = Some(at);
    }

    /// Ends the interruption that lasts.
    pub(super) fn resume(&mut self, at: At) {
        if let Some(from) = self.held_from.take() {
            self.held_s = self.held_s.saturating_add(seconds(from, at));
        }
    }
}

/// Whole seconds between two instants; 0 where the second is not later.
pub(super) fn seconds(from: At, to: At) -> u32 {
    u32::try_from(to.seconds_since(from).max(0)).unwrap_or(u32::MAX)
}
