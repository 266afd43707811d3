use serde::{Deserialize, Serialize};

use super::segment::seconds;
use super::{OpeningClock, Segment, TicketRules, TicketState};
use crate::city::{PlaceCode, ServiceCode, TicketCode};
use crate::time::At;

/// One visitor's way through a counter, worked out from its events.
///
/// Durations are whole seconds. What has not happened yet has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Which.
    pub ticket: TicketCode,
    /// The number on the paper; a transfer keeps it.
    pub number: Option<String>,
    /// Where it stands.
    pub state: TicketState,
    /// Since when.
    pub since: At,
    /// The counter it was taken or booked at.
    pub counter: PlaceCode,
    /// The service it was taken or booked for.
    pub service: ServiceCode,
    /// When the appointment was taken.
    pub booked_at: Option<At>,
    /// The time of the appointment.
    pub appointment_at: Option<At>,
    /// When the ticket was taken, or its visitor arrived for the appointment.
    pub issued_at: Option<At>,
    /// Its stays in queues, in order; none while booked.
    pub segments: Vec<Segment>,
    /// How often the current call was repeated.
    pub recalls: u32,
    /// How often it was called and nobody came.
    pub missed_calls: u32,
    /// How often it went on to another service.
    pub transfers: u32,
    /// Whether it waits before the others.
    pub priority: bool,
    /// When nothing more could happen.
    pub ended_at: Option<At>,
    /// Whether who abandoned had missed a call, said nothing or gave up aloud.
    pub leaving: Option<Leaving>,
    /// Closed by the end of the day, not by a desk: its service time is unknown.
    pub auto_closed: bool,
    /// Called and closed too quickly to have served anybody.
    pub quick_closed: bool,
}

/// How somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// Seen to leave.
    Left,
    /// Said so, at the kiosk, on the phone or at a desk.
    Cancelled,
    /// Missed the call and did not return.
    NoAnswer,
}

impl Ticket {
    /// The stay it is in, or was in last.
    pub fn segment(&self) -> Option<&Segment> {
        self.segments.last()
    }

    /// The first call that was not a mistake.
    pub fn first_called_at(&self) -> Option<At> {
        self.segments.iter().find_map(|s| s.called_at)
    }

    /// The first start of service.
    pub fn started_at(&self) -> Option<At> {
        self.segments.iter().find_map(|s| s.started_at)
    }

    /// Whether it reached a desk.
    pub fn was_served(&self) -> bool {
        self.started_at().is_some()
    }

    /// `wait_1`: from issue to the first call. This is the clock of experience.
    pub fn wait_first_s(&self) -> Option<u32> {
        Some(seconds(self.issued_at?, self.first_called_at()?))
    }

    /// Since when the commitment counts: from issue, or from the opening of the
    /// day where the ticket was taken while the counter was closed. A later break
    /// stops nothing; a day that never opens gives no time away.
    pub fn committed_from(&self, clock: &OpeningClock) -> Option<At> {
        let issued = self.issued_at?;
        Some(clock.open_today_from(issued).unwrap_or(issued))
    }

    /// The first wait by the clock of the commitment.
    pub fn wait_committed_s(&self, clock: &OpeningClock) -> Option<u32> {
        Some(seconds(
            self.committed_from(clock)?,
            self.first_called_at()?,
        ))
    }

    /// Σ of the waits of all stays that were called or are over.
    pub fn wait_total_s(&self) -> Option<u32> {
        sum(self.segments.iter().map(Segment::wait_s))
    }

    /// How long somebody who waits has waited in this queue, at an instant.
    pub fn waiting_s(&self, now: At) -> Option<u32> {
        let segment = self.segment()?;
        (self.state == TicketState::Waiting).then(|| seconds(segment.waiting_from, now))
    }

    /// Σ of the ways from the call to the desk.
    pub fn walk_s(&self) -> Option<u32> {
        sum(self.segments.iter().map(Segment::walk_s))
    }

    /// Σ of service without interruptions; `None` where the end is not known.
    pub fn service_s(&self) -> Option<u32> {
        let known = self.state == TicketState::Closed && !self.auto_closed;
        known.then(|| sum(self.segments.iter().map(Segment::service_s)))?
    }

    /// From issue to the end of service.
    pub fn sojourn_s(&self) -> Option<u32> {
        let known = self.state == TicketState::Closed && !self.auto_closed;
        known.then(|| Some(seconds(self.issued_at?, self.ended_at?)))?
    }

    /// Whether somebody took a ticket and left, or missed the call, without any service.
    pub fn left_before_service(&self) -> bool {
        let gone = matches!(
            self.state,
            TicketState::Abandoned | TicketState::NoShow | TicketState::Expired
        );
        gone && self.issued_at.is_some() && !self.was_served()
    }

    /// How long somebody who left before service had waited: to the missed call,
    /// else to the moment of leaving; with an appointment not before its time. An
    /// expired ticket has none: when its visitor left is not known.
    pub fn left_after_s(&self) -> Option<u32> {
        if !self.left_before_service() || self.state == TicketState::Expired {
            return None;
        }
        let until = self.first_called_at().or(self.ended_at)?;
        Some(seconds(self.issued_at.max(self.appointment_at)?, until))
    }

    /// With an appointment: from its time, or the arrival where later, to the
    /// start of service. Who comes early does not wait before the time.
    pub fn rdv_wait_s(&self) -> Option<u32> {
        let from = self.appointment_at?.max(self.issued_at?);
        Some(seconds(from, self.started_at()?))
    }

    /// With an appointment: whether service started in time.
    pub fn is_punctual(&self, rules: TicketRules) -> Option<bool> {
        let latest = self.appointment_at?.plus_seconds(rules.punctual_s.into());
        Some(self.started_at()? <= latest)
    }
}

/// The sum of what is known; `None` where nothing is.
fn sum(parts: impl Iterator<Item = Option<u32>>) -> Option<u32> {
    parts.flatten().reduce(u32::saturating_add)
}
