use serde::{Deserialize, Serialize};

use super::TicketEventType;
use crate::city::{PlaceCode, ServiceCode, TicketCode};
use crate::time::At;

/// Something that happened to a ticket. Events are never changed; tickets are
/// worked out from them.
///
/// Events of a ticket are read in the order of (`at`, `seq`), whatever the order
/// in which they arrive. The fields stand in the order that decides between two
/// events that claim the same number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TicketEvent {
    /// Which ticket.
    pub ticket: TicketCode,
    /// When it happened.
    pub at: At,
    /// Its number among the events of the ticket, given by the source: the same
    /// number again is the same event again.
    pub seq: u32,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: TicketEventType,
    /// The counter; of a transfer, the one it goes to.
    pub counter: PlaceCode,
    /// The desk, where one took part. Never an agent.
    #[serde(default)]
    pub desk: Option<PlaceCode>,
    /// The service queued for; of a transfer, the one it goes to.
    #[serde(default)]
    pub service: Option<ServiceCode>,
    /// The number on the paper, e.g. `A042`: unique per site, day and letter only.
    #[serde(default)]
    pub number: Option<String>,
    /// The time of the appointment, where there is one.
    #[serde(default)]
    pub appointment_at: Option<At>,
    /// Who told it: a queue system, the desk console, a file.
    #[serde(default)]
    pub source: String,
}

impl TicketEvent {
    /// Whether both tell the same, whoever told it.
    pub fn tells_the_same(&self, other: &Self) -> bool {
        let nobody_told = |event: &Self| Self {
            source: String::new(),
            ..event.clone()
        };
        self == other || nobody_told(self) == nobody_told(other)
    }
}
