use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::transition::transition;
use super::{SetAside, SetAsideReason, Ticket, TicketEvent, TicketRules};
use crate::time::At;

/// The events of one ticket, and what follows from them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketLog {
    /// What each number says.
    said: BTreeMap<u32, TicketEvent>,
    /// What else was said under the same numbers, without its source, and by whom.
    contradictions: BTreeMap<TicketEvent, String>,
    ticket: Option<Ticket>,
    impossible: Vec<SetAside>,
    folded_to: Option<(At, u32)>,
    late: bool,
}

impl TicketLog {
    /// Keeps an event; `false` where it was known. What follows from it is worked
    /// out by [`Self::settle`].
    ///
    /// Of two that claim one number the smaller stands, whichever came first, so
    /// that the order of arrival decides nothing.
    pub fn keep(&mut self, event: TicketEvent) -> bool {
        let seq = event.seq;
        let key = (event.at, seq);
        let Some(stands) = self.said.get_mut(&seq) else {
            self.late |= self.folded_to.is_some_and(|last| key < last);
            self.said.insert(seq, event);
            return true;
        };
        if stands.tells_the_same(&event) {
            if event.source < stands.source {
                stands.source = event.source;
                // The source stands in what was set aside.
                self.late = true;
            }
            return false;
        }
        let mut other = if event < *stands {
            self.late = true;
            core::mem::replace(stands, event)
        } else {
            event
        };
        let source = core::mem::take(&mut other.source);
        match self.contradictions.entry(other) {
            Entry::Vacant(free) => {
                free.insert(source);
                true
            }
            Entry::Occupied(mut known) => {
                if source < *known.get() {
                    known.insert(source);
                }
                false
            }
        }
    }

    /// Lets what was kept happen. Events later than all before are added to what
    /// is known; one that came late has the ticket worked out from nothing.
    pub fn settle(&mut self, rules: TicketRules) {
        if core::mem::take(&mut self.late) {
            self.ticket = None;
            self.impossible.clear();
            self.folded_to = None;
        }
        let mut next: Vec<&TicketEvent> = self
            .said
            .values()
            .filter(|e| self.folded_to.is_none_or(|last| (e.at, e.seq) > last))
            .collect();
        next.sort_unstable_by_key(|e| (e.at, e.seq));
        for event in next {
            if let Err(reason) = transition(&mut self.ticket, event, rules) {
                self.impossible.push(SetAside {
                    event: event.clone(),
                    reason,
                });
            }
            self.folded_to = Some((event.at, event.seq));
        }
    }

    /// The ticket, once something says that it exists.
    pub fn ticket(&self) -> Option<&Ticket> {
        self.ticket.as_ref()
    }

    /// What does not fit, in the order of events.
    pub fn set_aside(&self) -> Vec<SetAside> {
        let taken = self.contradictions.iter().map(|(event, source)| SetAside {
            event: TicketEvent {
                source: source.clone(),
                ..event.clone()
            },
            reason: SetAsideReason::NumberTaken,
        });
        let mut all: Vec<_> = self.impossible.iter().cloned().chain(taken).collect();
        all.sort_unstable();
        all
    }
}
