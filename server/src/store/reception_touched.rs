use std::collections::BTreeSet;

use model::city::{PlaceCode, TicketCode};
use model::reception::{QueueState, Ticket};
use model::time::Day;

/// What a commit changed of the reception.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReceptionTouched {
    /// Tickets that count, or counted, in days around the commit, as they stand now.
    pub tickets: Vec<TouchedTicket>,
    /// What displays showed.
    pub states: Vec<QueueState>,
    /// The days of counters that may have changed with their tickets.
    pub days: BTreeSet<(PlaceCode, Day)>,
    /// The days of counters with new answers or counts.
    pub told_days: BTreeSet<(PlaceCode, Day)>,
}

/// A ticket after a commit.
#[derive(Debug, Clone, PartialEq)]
pub struct TouchedTicket {
    /// Which.
    pub code: TicketCode,
    /// As it stands, once something says that it exists.
    pub ticket: Option<Ticket>,
    /// The local days in which it counts somewhere.
    pub days: BTreeSet<Day>,
}

impl ReceptionTouched {
    /// Adds what a later commit changed.
    pub fn add(&mut self, later: Self) {
        self.tickets.extend(later.tickets);
        self.states.extend(later.states);
        self.days.extend(later.days);
        self.told_days.extend(later.told_days);
    }
}
