use serde::{Deserialize, Serialize};

use super::{TicketEvent, TicketEventType, TicketState};

/// An event that does not fit what else is known of its ticket. It is kept: a
/// late event may still make it fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SetAside {
    /// The event as it came.
    pub event: TicketEvent,
    /// Why it does not fit.
    #[serde(flatten)]
    pub reason: SetAsideReason,
}

/// Why an event does not fit.
#[derive(
    Debug, Clone, Copy, thiserror::Error, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum SetAsideReason {
    /// Nothing says that the ticket was taken, or not before this.
    #[error("the ticket was not issued before: send its issue or booking")]
    NotIssued,
    /// The ticket exists already.
    #[error("the ticket exists already: a new visitor needs a new ticket")]
    IssuedTwice,
    /// This cannot happen to a ticket that stands there.
    #[error("`{kind}` cannot happen to a ticket that is {state}")]
    Impossible {
        /// Where the ticket stood.
        state: TicketState,
        /// What was to happen.
        kind: TicketEventType,
    },
    /// Another event has the same number and says something else.
    #[error("another event of the ticket has the same number and says something else")]
    NumberTaken,
    /// A ticket or transfer that does not say for which service.
    #[error("the service is missing: say what the visitor queues for")]
    NoService,
    /// A booking that does not say for when.
    #[error("the time of the appointment is missing")]
    NoAppointment,
    /// Said not to have come before the time of the appointment.
    #[error("the appointment is still to come")]
    AppointmentToCome,
    /// The call was repeated as often as the counter allows.
    #[error("the call was repeated as often as the rules allow")]
    RecalledTooOften,
    /// Back after the grace was over.
    #[error("came back after the grace was over: a new ticket is needed")]
    ReturnedTooLate,
    /// What was to be undone is too long ago.
    #[error("too long ago to be undone")]
    UndoneTooLate,
}
