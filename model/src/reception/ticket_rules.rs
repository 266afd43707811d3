use serde::{Deserialize, Serialize};

/// What a town decides about its tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketRules {
    /// How often a call may be repeated.
    pub recalls: u32,
    /// Seconds within which who missed the call may come back.
    pub return_grace_s: u32,
    /// Seconds within which a call or a start can be undone.
    pub undo_s: u32,
    /// A ticket called and closed in less than so many seconds is flagged.
    pub quick_close_s: u32,
    /// Seconds after the time of an appointment that still count as punctual.
    pub punctual_s: u32,
}

impl Default for TicketRules {
    /// Undo, quick close and punctuality as in domain §2.3; three recalls and a
    /// grace of ten minutes are ours.
    fn default() -> Self {
        Self {
            recalls: 3,
            return_grace_s: 600,
            undo_s: 60,
            quick_close_s: 15,
            punctual_s: 600,
        }
    }
}
