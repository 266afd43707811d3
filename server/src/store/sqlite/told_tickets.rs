use model::city::TicketCode;
use model::reception::{Ticket, TicketEvent, TicketRules, Tickets, ticket_days};
use model::time::{At, Zone};

use super::tables::tickets_on::DaysOn;
use crate::store::StoreError;

/// What follows from all events of some tickets.
pub(crate) struct ToldTickets<'z> {
    tickets: Tickets,
    zone: &'z Zone,
}

impl<'z> ToldTickets<'z> {
    /// Works tickets out from nothing.
    pub(crate) fn new(events: impl IntoIterator<Item = TicketEvent>, zone: &'z Zone) -> Self {
        let mut tickets = Tickets::new(TicketRules::default());
        tickets.absorb(events);
        Self { tickets, zone }
    }

    /// The days of counters in which a ticket counts.
    pub(crate) fn days(&self, ticket: &TicketCode) -> DaysOn {
        let tickets = self.tickets.get(ticket);
        // Neither the clock nor the hours decide in which days a ticket counts.
        let (rules, now) = (TicketRules::default(), At::default());
        let days = ticket_days(tickets, rules, self.zone, now, |_| None);
        days.into_keys()
            .map(|key| (key.counter.as_str().to_owned(), key.day))
            .collect()
    }

    /// A ticket, once something says that it exists.
    pub(crate) fn get(&self, ticket: &TicketCode) -> Option<&Ticket> {
        self.tickets.get(ticket)
    }

    /// What of a ticket does not fit, as it is written, each with its reason.
    pub(crate) fn set_aside(
        &self,
        ticket: &TicketCode,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let aside = self.tickets.set_aside_of(ticket);
        let written = aside.iter().map(|aside| {
            let said = serde_json::to_string(aside)
                .map_err(|fault| StoreError::Driver(fault.to_string()))?;
            Ok((said, aside.reason.to_string()))
        });
        written.collect()
    }

    /// How many events of a ticket do not fit.
    pub(crate) fn not_fitting(&self, ticket: &TicketCode) -> usize {
        self.tickets.set_aside_of(ticket).len()
    }
}
