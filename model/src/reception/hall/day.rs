use std::collections::{BTreeMap, BTreeSet};

use crate::city::{PlaceCode, ServiceCode, TicketCode};
use crate::reception::{QueueFeed, QueueState, Ticket};
use crate::time::At;

/// The tickets and displays of one day, in memory.
///
/// It holds the latest of each ticket, whatever the order in which they came: so it
/// is the same built up event by event and read at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HallDay {
    tickets: BTreeMap<TicketCode, Ticket>,
    /// The tickets that were ever at a counter.
    at: BTreeMap<PlaceCode, BTreeSet<TicketCode>>,
    displays: BTreeMap<PlaceCode, BTreeMap<ServiceCode, Display>>,
}

/// A display with the number it called last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Display {
    /// What it shows.
    pub feed: QueueFeed,
    /// The number called last, and when that was seen.
    pub called: Option<(String, At)>,
    /// When something of it was received last.
    pub received_at: Option<At>,
}

impl HallDay {
    /// Puts a ticket in the place of what was known of it.
    pub fn put(&mut self, ticket: Ticket) {
        self.remove(&ticket.ticket);
        for counter in counters(&ticket) {
            let here = self.at.entry(counter.clone()).or_default();
            here.insert(ticket.ticket.clone());
        }
        self.tickets.insert(ticket.ticket.clone(), ticket);
    }

    /// Lets go of a ticket that is not of this day.
    pub fn remove(&mut self, ticket: &TicketCode) {
        let Some(gone) = self.tickets.remove(ticket) else {
            return;
        };
        for counter in counters(&gone) {
            if let Some(here) = self.at.get_mut(counter) {
                here.remove(ticket);
                if here.is_empty() {
                    self.at.remove(counter);
                }
            }
        }
    }

    /// Takes in what a display shows.
    pub fn show(&mut self, state: QueueState) {
        let of_counter = self.displays.entry(state.counter.clone()).or_default();
        let display = of_counter.entry(state.service.clone()).or_default();
        if display.received_at >= Some(state.received_at) {
            return;
        }
        display.received_at = Some(state.received_at);
        let before = display.called.as_ref().map(|(number, _)| number);
        if state.last_called.as_ref() != before {
            let called = state.last_called.clone();
            display.called = called.map(|number| (number, state.received_at));
        }
        display.feed.absorb(state);
    }

    /// One ticket.
    pub fn get(&self, ticket: &TicketCode) -> Option<&Ticket> {
        self.tickets.get(ticket)
    }

    /// All tickets, by code.
    pub fn tickets(&self) -> impl Iterator<Item = &Ticket> {
        self.tickets.values()
    }

    /// The tickets that were ever at a counter, by code.
    pub fn tickets_at(&self, counter: &PlaceCode) -> impl Iterator<Item = &Ticket> + use<'_> {
        let codes = self.at.get(counter).into_iter().flatten();
        codes.filter_map(|code| self.tickets.get(code))
    }

    /// The displays of a counter, by service.
    pub fn displays_at(
        &self,
        counter: &PlaceCode,
    ) -> impl Iterator<Item = (&ServiceCode, &Display)> + use<'_> {
        self.displays.get(counter).into_iter().flatten()
    }

    /// The display of a queue.
    pub fn display(&self, counter: &PlaceCode, service: &ServiceCode) -> Option<&Display> {
        self.displays.get(counter)?.get(service)
    }
}

fn counters(ticket: &Ticket) -> impl Iterator<Item = &PlaceCode> {
    let stays = ticket.segments.iter().map(|segment| &segment.counter);
    stays.chain([&ticket.counter])
}
