use model::city::{PlaceCode, TicketCode};
use model::reception::{Channel, TicketEvent, TicketEventType};
use model::time::At;

use super::names::Names;
use super::service::Service;

/// A ticket with everything that happened to it.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    ticket: TicketCode,
    number: Option<String>,
    /// Position of the counter it is at.
    pub(super) front: usize,
    pub(super) service: Service,
    pub(super) appointment_at: Option<At>,
    pub(super) events: Vec<TicketEvent>,
    /// Seconds until the first call, once it was served.
    pub(super) waited_s: Option<i64>,
    pub(super) closed_at: Option<At>,
}

/// Who tells everything of the demo town.
pub(super) const SOURCE: &str = "demo";

impl Passage {
    pub(super) fn new(
        ticket: TicketCode,
        front: usize,
        service: Service,
        appointment_at: Option<At>,
    ) -> Self {
        Self {
            ticket,
            number: None,
            front,
            service,
            appointment_at,
            events: Vec::with_capacity(4),
            waited_s: None,
            closed_at: None,
        }
    }

    /// What is on the paper from now on.
    pub(super) fn numbered(&mut self, number: String) {
        self.number = Some(number);
    }

    /// Adds what happened; nothing where a code is not valid, which tests exclude.
    pub(super) fn tell(&mut self, names: &Names, kind: TicketEventType, at: At, desk: Option<u32>) {
        let Some((counter, service)) = names.queue(self.front, self.service) else {
            return;
        };
        let begins = matches!(
            kind,
            TicketEventType::Book
                | TicketEventType::Issue
                | TicketEventType::Arrive
                | TicketEventType::Transfer
        );
        let desk: Option<PlaceCode> = desk.and_then(|nth| names.desk(self.front, nth).cloned());
        self.events.push(TicketEvent {
            ticket: self.ticket.clone(),
            at,
            seq: u32::try_from(self.events.len() + 1).unwrap_or(u32::MAX),
            kind,
            counter: counter.clone(),
            desk,
            service: begins.then(|| service.clone()),
            number: self.number.clone().filter(|_| begins),
            appointment_at: self
                .appointment_at
                .filter(|_| kind == TicketEventType::Book),
            source: SOURCE.to_owned(),
        });
    }

    /// How its visitor came.
    pub(super) const fn channel(&self) -> Channel {
        if self.appointment_at.is_some() {
            Channel::Appointment
        } else {
            Channel::Counter
        }
    }
}
