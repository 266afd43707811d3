use std::collections::BTreeMap;

use super::{OpeningClock, Ticket, TicketDay, TicketRules, TicketState};
use crate::city::{OpeningHours, PlaceCode, ServiceCode};
use crate::time::{At, Day, Zone};

/// A queue on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueueDay {
    /// The counter.
    pub counter: PlaceCode,
    /// The service.
    pub service: ServiceCode,
    /// The local day.
    pub day: Day,
}

/// The rollups of all days and queues that tickets touch, from nothing, as they
/// stand `now`.
///
/// `hours` gives the opening hours of a counter, where they are known.
///
/// ```
/// use model::reception::{TicketEvent, TicketRules, Tickets, ticket_days};
/// use model::time::{At, Zone};
/// # let event = |seq, kind: &str, at| -> TicketEvent { serde_json::from_value(serde_json::json!({
/// #     "ticket": "t1", "seq": seq, "type": kind, "at": at, "counter": "mairie", "service": "etat-civil",
/// # })).expect("an event") };
/// let mut tickets = Tickets::new(TicketRules::default());
/// tickets.absorb([event(1, "issue", 0), event(2, "left", 720_000)]);
/// let now = At::from_seconds(3_600);
/// let days = ticket_days(tickets.iter(), TicketRules::default(), &Zone::utc(), now, |_| None);
/// let (queue, day) = days.iter().next().expect("a day");
/// assert_eq!((queue.day.to_string(), day.issued(), day.left), ("1970-01-01".to_owned(), 1, 1));
/// // who gave up after 12 minutes is in the waits
/// assert_eq!(day.waits().all().percentile_min(50.0), Some(12));
/// ```
pub fn ticket_days<'a, 'h>(
    tickets: impl IntoIterator<Item = &'a Ticket>,
    rules: TicketRules,
    zone: &Zone,
    now: At,
    hours: impl Fn(&PlaceCode) -> Option<&'h OpeningHours>,
) -> BTreeMap<QueueDay, TicketDay> {
    let mut days: BTreeMap<QueueDay, TicketDay> = BTreeMap::new();
    for ticket in tickets {
        let missed = ticket.state == TicketState::RdvNoShow;
        let missed_at = ticket.appointment_at.filter(|_| missed);
        if let Some(at) = ticket.issued_at.or(missed_at) {
            let key = QueueDay {
                counter: ticket.counter.clone(),
                service: ticket.service.clone(),
                day: zone.day(at),
            };
            let clock = hours(&ticket.counter).map(|hours| OpeningClock::new(hours, zone));
            let day = days.entry(key).or_default();
            day.add_ticket(ticket, rules, zone, clock.as_ref(), now);
        }
        for segment in &ticket.segments {
            let forgotten = ticket.auto_closed && segment.ended_at == ticket.ended_at;
            let service = segment.service_s().filter(|_| !forgotten);
            if let (Some(service_s), Some(started)) = (service, segment.started_at) {
                let key = QueueDay {
                    counter: segment.counter.clone(),
                    service: segment.service.clone(),
                    day: zone.day(started),
                };
                days.entry(key).or_default().services.add(service_s);
            }
        }
    }
    days
}

#[cfg(test)]
mod tests;
