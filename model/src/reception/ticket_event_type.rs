use serde::{Deserialize, Serialize};

/// What can happen to a ticket (domain §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketEventType {
    /// An appointment is taken; needs its time.
    Book,
    /// A ticket is taken on the spot.
    Issue,
    /// Who has an appointment is here.
    Arrive,
    /// Who had an appointment did not come.
    Timeout,
    /// The number is called to a desk.
    Call,
    /// The same call is repeated.
    Recall,
    /// Nobody came to the desk.
    NoAnswer,
    /// Who missed the call is back, and waits with priority.
    Return,
    /// Who missed the call may come back no more.
    GraceOver,
    /// The ticket or the appointment is given up, and somebody said so.
    Cancel,
    /// Who waited was seen to leave.
    Left,
    /// Service starts at the desk.
    Start,
    /// Service is interrupted: its clock stands still.
    Hold,
    /// Service goes on.
    Resume,
    /// On to the queue of another service, named by the event.
    Transfer,
    /// Service is over.
    Close,
    /// The last call or the last start was a mistake.
    Undo,
    /// The counter closes for the day.
    EndOfDay,
}

/// A name that is no type of a ticket event.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "unknown ticket event type `{0}`: use book, issue, arrive, timeout, call, recall, no_answer, \
     return, grace_over, cancel, left, start, hold, resume, transfer, close, undo or end_of_day"
)]
pub struct UnknownTicketEventType(pub String);

impl TicketEventType {
    /// Every type.
    pub const ALL: [Self; 18] = [
        Self::Book,
        Self::Issue,
        Self::Arrive,
        Self::Timeout,
        Self::Call,
        Self::Recall,
        Self::NoAnswer,
        Self::Return,
        Self::GraceOver,
        Self::Cancel,
        Self::Left,
        Self::Start,
        Self::Hold,
        Self::Resume,
        Self::Transfer,
        Self::Close,
        Self::Undo,
        Self::EndOfDay,
    ];

    /// The name used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Issue => "issue",
            Self::Arrive => "arrive",
            Self::Timeout => "timeout",
            Self::Call => "call",
            Self::Recall => "recall",
            Self::NoAnswer => "no_answer",
            Self::Return => "return",
            Self::GraceOver => "grace_over",
            Self::Cancel => "cancel",
            Self::Left => "left",
            Self::Start => "start",
            Self::Hold => "hold",
            Self::Resume => "resume",
            Self::Transfer => "transfer",
            Self::Close => "close",
            Self::Undo => "undo",
            Self::EndOfDay => "end_of_day",
        }
    }
}

impl core::fmt::Display for TicketEventType {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::str::FromStr for TicketEventType {
    type Err = UnknownTicketEventType;

    fn from_str(s: &str) -> Result<Self, UnknownTicketEventType> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == s)
            .ok_or_else(|| UnknownTicketEventType(s.chars().take(40).collect()))
    }
}
