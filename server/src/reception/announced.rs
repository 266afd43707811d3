use std::collections::BTreeMap;

use model::city::{PlaceCode, TicketCode};
use model::reception::{EstimatorError, HallPlan, OpeningClock, Ticket};
use model::time::{At, Zone};

/// A ticket that was taken longer ago than so many seconds when it is first heard of
/// was told nothing by our screens.
const LATE_S: i64 = 120;

/// What was announced to those who wait, and how right it was: by counter, of a day.
#[derive(Debug, Clone, Default)]
pub(super) struct Announced {
    /// Announced waits in seconds, of tickets that were not called yet.
    waits: BTreeMap<TicketCode, u32>,
    /// How far they were from those that came.
    pub(super) errors: BTreeMap<PlaceCode, EstimatorError>,
    /// The counters whose errors are not written yet.
    pub(super) changed: Vec<PlaceCode>,
}

impl Announced {
    /// Notes what was announced when a ticket was taken, and compares it with what
    /// came once it is called. Appointments have a time of their own.
    pub(super) fn note(
        &mut self,
        before: Option<&Ticket>,
        ticket: &Ticket,
        announced_min: Option<u32>,
        plan: Option<&HallPlan>,
        zone: &Zone,
        now: At,
    ) {
        let Some(issued) = ticket.issued_at.filter(|_| ticket.appointment_at.is_none()) else {
            return;
        };
        if before.is_none()
            && let Some(minutes) = announced_min
            && now.seconds_since(issued) <= LATE_S
        {
            self.waits
                .insert(ticket.ticket.clone(), minutes.saturating_mul(60));
        }
        let called = ticket.first_called_at();
        let Some(called) = called.filter(|_| before.is_none_or(|t| t.first_called_at().is_none()))
        else {
            return;
        };
        let Some(announced) = self.waits.remove(&ticket.ticket) else {
            return;
        };
        let hours = plan.and_then(|plan| plan.counter(&ticket.counter)?.hours.as_ref());
        // Announced waits are open minutes.
        let came = hours.map_or_else(
            || u64::try_from(called.seconds_since(issued)).unwrap_or(0),
            |hours| OpeningClock::new(hours, zone).open_seconds(issued, called),
        );
        let came = u32::try_from(came).unwrap_or(u32::MAX);
        let error = self.errors.entry(ticket.counter.clone()).or_default();
        error.add(announced, came);
        if !self.changed.contains(&ticket.counter) {
            self.changed.push(ticket.counter.clone());
        }
    }
}
