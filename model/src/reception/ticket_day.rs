use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::segment::seconds;
use super::{Leaving, OpeningClock, Rate, Ticket, TicketRules, TicketState, WaitHistogram, Waits};
use crate::time::{At, Zone};

/// What the tickets of a day come to, for one queue; mergeable into months,
/// counters and sites. It is recomputed from its tickets, never counted up;
/// while tickets of it wait, also as time goes by.
///
/// Each ticket is in the day on which it was issued, an appointment that nobody
/// kept in the day it was for; service time is with the queue that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketDay {
    /// By local hour of issue: the load and the heat map.
    pub hours: BTreeMap<u8, HourOfTickets>,
    /// First waits by the clock of the commitment, from the opening on.
    pub committed: Waits,
    /// Who still waits for the first call, with the wait so far by that clock.
    pub waiting: WaitHistogram,
    /// Waits of those with an appointment, from its time or their arrival.
    pub appointments: Waits,
    /// Tickets that reached a desk.
    pub served: u64,
    /// Left before service: seen to leave.
    pub left: u64,
    /// Left before service: said so.
    pub cancelled: u64,
    /// Left before service: missed the call.
    pub no_answer: u64,
    /// Left before service: still there when the counter closed.
    pub expired: u64,
    /// Went on to another service.
    pub transferred: u64,
    /// Closed by the end of the day.
    pub auto_closed: u64,
    /// Called and closed too quickly.
    pub quick_closed: u64,
    /// Of appointments not given up beforehand, those nobody kept.
    pub missed_appointments: Rate,
    /// Of appointments served, those in time.
    pub punctual: Rate,
    /// Services given by this queue, without interruptions.
    pub services: WaitHistogram,
}

/// Tickets issued in one local hour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HourOfTickets {
    /// How many.
    pub issued: u64,
    /// Their first waits as they were felt; appointments apart.
    pub waits: Waits,
}

impl TicketDay {
    /// Counts a ticket that was issued or missed that day, as it stands `now`.
    ///
    /// `clock` is that of the counter; without one the commitment counts from issue.
    pub fn add_ticket(
        &mut self,
        ticket: &Ticket,
        rules: TicketRules,
        zone: &Zone,
        clock: Option<&OpeningClock>,
        now: At,
    ) {
        if ticket.booked_at.is_some() {
            let missed = ticket.state == TicketState::RdvNoShow;
            let decided = missed || ticket.issued_at.is_some();
            let one = Rate::new(missed.into(), decided.into());
            self.missed_appointments = self.missed_appointments.merge(one);
        }
        let Some(issued) = ticket.issued_at else {
            return;
        };
        let hour = u8::try_from(zone.civil(issued).hour()).unwrap_or(0);
        let hour = self.hours.entry(hour).or_default();
        hour.issued += 1;
        if ticket.appointment_at.is_some() {
            add(
                &mut self.appointments,
                ticket,
                ticket.rdv_wait_s(),
                ticket.left_after_s(),
            );
        } else {
            add(
                &mut hour.waits,
                ticket,
                ticket.wait_first_s(),
                ticket.left_after_s(),
            );
            // Both waits start at the issue, and what lies before the opening counts in neither.
            let from = clock.and_then(|c| ticket.committed_from(c));
            let early_s = from.map_or(0, |opening| seconds(issued, opening));
            let later = |wait: Option<u32>| wait.map(|s| s.saturating_sub(early_s));
            let (first, left) = (later(ticket.wait_first_s()), later(ticket.left_after_s()));
            add(&mut self.committed, ticket, first, left);
            if ticket.state == TicketState::Waiting && ticket.first_called_at().is_none() {
                self.waiting.add(seconds(from.unwrap_or(issued), now));
            }
        }
        if let Some(punctual) = ticket.is_punctual(rules) {
            self.punctual = self.punctual.merge(Rate::new(punctual.into(), 1));
        }
        if ticket.left_before_service() {
            let how = match (ticket.state, ticket.leaving) {
                (TicketState::Expired, _) => &mut self.expired,
                (_, Some(Leaving::Left)) => &mut self.left,
                (_, Some(Leaving::Cancelled)) => &mut self.cancelled,
                (_, Some(Leaving::NoAnswer) | None) => &mut self.no_answer,
            };
            *how += 1;
        }
        self.served += u64::from(ticket.was_served());
        self.transferred += u64::from(ticket.transfers > 0);
        self.auto_closed += u64::from(ticket.auto_closed);
        self.quick_closed += u64::from(ticket.quick_closed);
    }

    /// Adds the counts of another day or queue.
    pub fn merge(&mut self, other: &Self) {
        for (&hour, more) in &other.hours {
            let here = self.hours.entry(hour).or_default();
            here.issued += more.issued;
            here.waits.merge(&more.waits);
        }
        self.committed.merge(&other.committed);
        self.waiting.merge(&other.waiting);
        self.appointments.merge(&other.appointments);
        self.served += other.served;
        self.left += other.left;
        self.cancelled += other.cancelled;
        self.no_answer += other.no_answer;
        self.expired += other.expired;
        self.transferred += other.transferred;
        self.auto_closed += other.auto_closed;
        self.quick_closed += other.quick_closed;
        self.missed_appointments = self.missed_appointments.merge(other.missed_appointments);
        self.punctual = self.punctual.merge(other.punctual);
        self.services.merge(&other.services);
    }

    /// Tickets issued, appointments that came among them.
    pub fn issued(&self) -> u64 {
        self.hours.values().map(|hour| hour.issued).sum()
    }

    /// First waits of all hours, as they were felt.
    pub fn waits(&self) -> Waits {
        let mut all = Waits::default();
        self.hours.values().for_each(|hour| all.merge(&hour.waits));
        all
    }

    /// Served within so many minutes of the commitment. Against it count those who
    /// left later, who waits longer already, and who was never called that day.
    pub fn service_level(&self, within: u16) -> Rate {
        let waiting = self.waiting.count() - self.waiting.within(within);
        self.committed.service_level(within, self.expired + waiting)
    }

    /// Left before service, of those issued.
    pub fn left_before_service(&self) -> Rate {
        let gone = self.left + self.cancelled + self.no_answer + self.expired;
        Rate::new(gone, self.issued())
    }
}

fn add(waits: &mut Waits, ticket: &Ticket, served_s: Option<u32>, left_s: Option<u32>) {
    if ticket.was_served() {
        served_s.into_iter().for_each(|s| waits.served.add(s));
    } else {
        left_s.into_iter().for_each(|s| waits.left.add(s));
    }
}
