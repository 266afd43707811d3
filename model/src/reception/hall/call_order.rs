use super::{CounterPlan, HallDay};
use crate::city::ServiceCode;
use crate::reception::{Ticket, TicketState};
use crate::time::At;

/// Who waits at a counter for what a desk serves, in the order in which they are
/// called: who missed a call and is back, appointments whose time has come, then
/// everybody by the time at which they came. A transfer keeps that time.
pub fn call_order<'d>(
    counter: &CounterPlan,
    day: &'d HallDay,
    serves: impl Fn(&ServiceCode) -> bool,
    now: At,
) -> Vec<&'d Ticket> {
    let here = day.tickets_at(&counter.code).filter(|ticket| {
        let segment = ticket.segment().filter(|s| s.counter == counter.code);
        ticket.state == TicketState::Waiting && segment.is_some_and(|s| serves(&s.service))
    });
    let mut order: Vec<&Ticket> = here.collect();
    order.sort_by_key(|ticket| {
        let (rank, from) = match ticket.appointment_at {
            _ if ticket.priority => (0, Some(ticket.since)),
            Some(due) if due <= now => (1, Some(due)),
            Some(due) => (3, Some(due)),
            None => (2, ticket.issued_at),
        };
        (rank, from, ticket.ticket.clone())
    });
    order
}
