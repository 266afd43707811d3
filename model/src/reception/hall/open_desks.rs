use std::collections::BTreeMap;

use super::{CounterPlan, HallDay, HallRules};
use crate::city::{PlaceCode, ServiceCode};
use crate::reception::segment::seconds;
use crate::reception::{OpeningClock, Ticket, TicketState};
use crate::time::At;

/// A desk that is open, as far as its calls tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDesk {
    /// What it serves; nothing: all that its counter does.
    pub services: Vec<ServiceCode>,
    /// Whether somebody is called to it or served at it.
    pub busy: bool,
}

impl OpenDesk {
    /// Whether it serves a service.
    pub fn serves(&self, service: &ServiceCode) -> bool {
        self.services.is_empty() || self.services.contains(service)
    }
}

#[derive(Default)]
struct Seen {
    last: At,
    busy: bool,
}

/// The desks of a counter that are open now. Nobody logs desks in where tickets are
/// all that is told: a desk that called, served or ended a service not long ago is open.
pub fn open_desks(
    counter: &CounterPlan,
    day: &HallDay,
    now: At,
    clock: Option<&OpeningClock>,
    rules: HallRules,
) -> Vec<OpenDesk> {
    let open_s = |from: At| match clock {
        Some(clock) => u32::try_from(clock.open_seconds(from, now)).unwrap_or(u32::MAX),
        None => seconds(from, now),
    };
    let mut seen: BTreeMap<&PlaceCode, Seen> = BTreeMap::new();
    for ticket in day.tickets_at(&counter.code) {
        for (desk, last) in acts(ticket, &counter.code) {
            let seen = seen.entry(desk).or_default();
            seen.last = seen.last.max(last.min(now));
        }
        let here = matches!(
            ticket.state,
            TicketState::Called | TicketState::Serving | TicketState::OnHold
        );
        if let Some(segment) = ticket
            .segment()
            .filter(|s| here && s.counter == counter.code)
            && let Some(desk) = &segment.desk
            && open_s(ticket.since.min(now)) <= rules.service_s
        {
            seen.entry(desk).or_default().busy = true;
        }
    }
    seen.into_iter()
        .filter(|(_, seen)| seen.busy || open_s(seen.last) <= rules.desk_quiet_s)
        .map(|(code, seen)| OpenDesk {
            services: counter
                .desks
                .iter()
                .find(|desk| desk.code == *code)
                .map(|desk| desk.services.clone())
                .unwrap_or_default(),
            busy: seen.busy,
        })
        .collect()
}

/// The last thing each desk did with a ticket.
fn acts<'t>(
    ticket: &'t Ticket,
    counter: &'t PlaceCode,
) -> impl Iterator<Item = (&'t PlaceCode, At)> {
    let here = ticket
        .segments
        .iter()
        .filter(move |s| s.counter == *counter);
    here.filter_map(|s| {
        // Who leaves the queue or misses a call does not show that a desk works.
        let ended = s.ended_at.filter(|_| s.started_at.is_some());
        let last = s.called_at.max(s.started_at).max(ended)?;
        Some((s.desk.as_ref()?, last))
    })
}
