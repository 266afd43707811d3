use std::collections::{BTreeMap, BTreeSet};

use super::ticket_log::TicketLog;
use super::{SetAside, Ticket, TicketEvent, TicketRules};
use crate::city::TicketCode;

/// All tickets that follow from a set of events.
///
/// The same events give the same tickets and the same list of what was set
/// aside, in any order, cut into any batches and sent any number of times.
///
/// ```
/// use model::reception::{TicketEvent, TicketRules, TicketState, Tickets};
/// # let event = |seq, kind: &str, at| -> TicketEvent { serde_json::from_value(serde_json::json!({
/// #     "ticket": "t1", "seq": seq, "type": kind, "at": at, "counter": "mairie", "service": "etat-civil",
/// # })).expect("an event") };
/// let mut tickets = Tickets::new(TicketRules::default());
/// // the call arrives before the ticket it calls
/// tickets.absorb([event(2, "call", 720_000)]);
/// assert_eq!(tickets.set_aside().len(), 1);
/// tickets.absorb([event(1, "issue", 0), event(2, "call", 720_000)]);
/// assert!(tickets.set_aside().is_empty());
/// let ticket = tickets.iter().next().expect("one ticket");
/// assert_eq!((ticket.state, ticket.wait_first_s()), (TicketState::Called, Some(720)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tickets {
    rules: TicketRules,
    logs: BTreeMap<TicketCode, TicketLog>,
}

impl Tickets {
    /// No ticket yet.
    pub fn new(rules: TicketRules) -> Self {
        Self {
            rules,
            logs: BTreeMap::new(),
        }
    }

    /// Takes events in, and says which tickets they may have changed. Known
    /// events change nothing.
    pub fn absorb(
        &mut self,
        events: impl IntoIterator<Item = TicketEvent>,
    ) -> BTreeSet<TicketCode> {
        let mut touched = BTreeSet::new();
        for event in events {
            let code = event.ticket.clone();
            // Also after a known event: it may have named a source that stands
            // in what was set aside.
            self.logs.entry(code.clone()).or_default().keep(event);
            touched.insert(code);
        }
        for code in &touched {
            if let Some(log) = self.logs.get_mut(code) {
                log.settle(self.rules);
            }
        }
        touched
    }

    /// One ticket.
    pub fn get(&self, ticket: &TicketCode) -> Option<&Ticket> {
        self.logs.get(ticket)?.ticket()
    }

    /// All tickets, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Ticket> {
        self.logs.values().filter_map(TicketLog::ticket)
    }

    /// What does not fit one ticket, in the order of events.
    pub fn set_aside_of(&self, ticket: &TicketCode) -> Vec<SetAside> {
        self.logs
            .get(ticket)
            .map(TicketLog::set_aside)
            .unwrap_or_default()
    }

    /// Everything that does not fit, by ticket and in the order of events.
    pub fn set_aside(&self) -> Vec<SetAside> {
        self.logs.values().flat_map(TicketLog::set_aside).collect()
    }

    /// Lets go of tickets, e.g. those of days that are over. What still comes
    /// about one of them is set aside until all its events are taken in again.
    pub fn forget(&mut self, mut over: impl FnMut(&Ticket) -> bool) {
        self.logs
            .retain(|_, log| !log.ticket().is_some_and(&mut over));
    }
}

#[cfg(test)]
mod tests;
