use model::reception::{Ticket, TicketEvent, TicketEventType, TicketState};
use model::time::Day;

use super::live_halls::LiveHalls;
use super::running_day::RunningDay;
use super::ticket_number::is_followable;
use crate::ingest::reception::Records;
use crate::ingest::take_in;
use crate::store::StoreError;

impl LiveHalls {
    /// Ends the tickets of our own that are still open after a day: where nobody told
    /// that the counter closed, nobody waits overnight. Other systems end theirs.
    pub(super) async fn close_day(&self, day: Day) -> Result<(), StoreError> {
        let counters: Vec<_> = self.read(|running: &RunningDay| {
            let counters = running.plans().iter().flat_map(|plan| &plan.counters);
            counters.map(|counter| counter.code.clone()).collect()
        });
        let end = self.read(|running| running.zone().start_of_day(day.plus(1)));
        let store = self.state().store();
        let mut good = Vec::new();
        for counter in counters {
            let tickets = store.tickets(counter.clone(), day, day).await?;
            for ticket in tickets.into_iter().filter(is_left_open) {
                let Some((ticket, seq)) = store.ticket(ticket.ticket).await? else {
                    continue;
                };
                good.push(TicketEvent {
                    at: end.plus_seconds(-1).max(ticket.since),
                    seq: seq.saturating_add(1),
                    kind: TicketEventType::EndOfDay,
                    counter: counter.clone(),
                    desk: None,
                    service: None,
                    number: None,
                    appointment_at: None,
                    source: "minuit".to_owned(),
                    ticket: ticket.ticket,
                });
            }
        }
        let records = Records {
            good,
            faults: Vec::new(),
            lines: 0,
        };
        take_in(store.as_ref(), records, self.now()).await.map(drop)
    }
}

fn is_left_open(ticket: &Ticket) -> bool {
    let may_end = !ticket.state.is_final() && ticket.state != TicketState::Booked;
    may_end && is_followable(ticket.ticket.as_str())
}
