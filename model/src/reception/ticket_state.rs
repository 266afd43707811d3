use serde::{Deserialize, Serialize};

/// Where a ticket stands (domain §2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// An appointment whose visitor is not here yet.
    Booked,
    /// In the queue.
    Waiting,
    /// Called to a desk, on the way.
    Called,
    /// At the desk.
    Serving,
    /// At the desk, interrupted.
    OnHold,
    /// Called, and did not come; may still return.
    NoShow,
    /// Served.
    Closed,
    /// Went away before the end, or missed the call for good.
    Abandoned,
    /// Had an appointment and did not come.
    RdvNoShow,
    /// Gave the appointment up beforehand.
    Cancelled,
    /// Still open when the counter closed.
    Expired,
}

impl TicketState {
    /// The name used in files, addresses and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Waiting => "waiting",
            Self::Called => "called",
            Self::Serving => "serving",
            Self::OnHold => "on_hold",
            Self::NoShow => "no_show",
            Self::Closed => "closed",
            Self::Abandoned => "abandoned",
            Self::RdvNoShow => "rdv_no_show",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether nothing can happen to the ticket any more.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Abandoned | Self::RdvNoShow | Self::Cancelled | Self::Expired
        )
    }
}

impl core::fmt::Display for TicketState {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}
