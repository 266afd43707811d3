use std::collections::HashMap;
use std::sync::Arc;

use model::city::{PlaceCode, ServiceCode, TicketCode};
use model::reception::{
    DeskPlan, Ticket, TicketEvent, TicketEventType as Type, TicketState, call_order,
};
use model::time::{At, Day};
use tokio::sync::{Mutex, MutexGuard};

use super::live_halls::LiveHalls;
use super::ticket_number::{next_number, ticket_code};
use super::{Press, PressFault};
use crate::access::Chance;
use crate::ingest::reception::Records;
use crate::ingest::take_in;

/// Seconds between two tickets of one kiosk at least, and most in a minute: nobody
/// fills the queue by leaning on the screen.
const KIOSK_REST_MS: i64 = 700;
const KIOSK_MINUTE: usize = 20;

/// What is pressed at desks, kiosks and on phones: it becomes ticket events through the
/// gate of all others. One at a time, each on the ticket as the store has it: of two
/// who press at once, the second sees what the first did.
#[derive(Clone)]
pub struct DeskConsole {
    halls: LiveHalls,
    chance: Arc<dyn Chance>,
    turn: Arc<Mutex<Turn>>,
}

/// What whoever has the turn knows.
#[derive(Default)]
struct Turn {
    /// The last number that was given, by building, letter and day.
    numbers: HashMap<(PlaceCode, char, Day), u32>,
    /// When each counter's kiosk gave tickets, of the last minute.
    given: HashMap<PlaceCode, Vec<At>>,
}

impl DeskConsole {
    /// The console of all desks.
    pub fn new(halls: LiveHalls, chance: Arc<dyn Chance>) -> Self {
        Self {
            halls,
            chance,
            turn: Arc::default(),
        }
    }

    /// The running day.
    pub const fn halls(&self) -> &LiveHalls {
        &self.halls
    }

    /// What was pressed at a desk, on a ticket that its page showed.
    ///
    /// # Errors
    /// [`PressFault`]; then nothing happened.
    pub async fn press(
        &self,
        desk: &PlaceCode,
        press: &Press,
        shown: Option<&TicketCode>,
    ) -> Result<(), PressFault> {
        let _turn = self.turn.lock().await;
        let now = self.halls.now();
        let counter = self.counter_of(desk).ok_or(PressFault::Unknown)?;
        if *press == Press::Call {
            return self.call_next(desk, &counter, now).await;
        }
        let (ticket, seq) = self.stored(shown.ok_or(PressFault::Unknown)?).await?;
        let at_desk = ticket.segment().and_then(|s| s.desk.as_ref()) == Some(desk);
        let (kind, service) = match press {
            Press::Call => return Err(PressFault::Unknown),
            Press::Act(kind) if at_desk => (*kind, None),
            Press::Transfer(service) if at_desk && self.is_given(&counter, service) => {
                (Type::Transfer, Some(service.clone()))
            }
            Press::Transfer(_) if at_desk => return Err(PressFault::Unknown),
            Press::Back if ticket.state == TicketState::NoShow => (Type::Return, None),
            _ => return Err(PressFault::Moved),
        };
        let event = TicketEvent {
            service,
            desk: Some(desk.clone()),
            ..said(&ticket, seq, kind, &counter, now, "guichet")
        };
        self.tell(event).await
    }

    async fn call_next(
        &self,
        desk: &PlaceCode,
        counter: &PlaceCode,
        now: At,
    ) -> Result<(), PressFault> {
        if self.at_desk(desk).is_some() {
            return Err(PressFault::Occupied);
        }
        let waiting: Vec<TicketCode> = self.halls.read(|running| {
            let plan = running
                .plan_of(counter)
                .and_then(|plan| plan.counter(counter));
            let Some(plan) = plan else {
                return Vec::new();
            };
            let own = plan.desks.iter().find(|known| known.code == *desk);
            let serves =
                |service: &ServiceCode| own.is_none_or(|own: &DeskPlan| own.serves(service));
            let order = call_order(plan, running.tickets(), serves, now);
            order
                .into_iter()
                .map(|ticket| ticket.ticket.clone())
                .collect()
        });
        for code in waiting {
            let (ticket, seq) = self.stored(&code).await?;
            if ticket.state != TicketState::Waiting {
                continue;
            }
            let event = TicketEvent {
                desk: Some(desk.clone()),
                ..said(&ticket, seq, Type::Call, counter, now, "guichet")
            };
            return self.tell(event).await;
        }
        Err(PressFault::Nobody)
    }

    /// The ticket that is called to a desk or served at it.
    pub fn at_desk(&self, desk: &PlaceCode) -> Option<Ticket> {
        self.halls.read(|running| {
            let here = |ticket: &&Ticket| {
                let is_open = matches!(
                    ticket.state,
                    TicketState::Called | TicketState::Serving | TicketState::OnHold
                );
                is_open && ticket.segment().and_then(|s| s.desk.as_ref()) == Some(desk)
            };
            let all = running.tickets().tickets().filter(here);
            all.max_by_key(|ticket| ticket.since).cloned()
        })
    }

    /// Gives a ticket for a service at a counter.
    ///
    /// # Errors
    /// [`PressFault`]; then none was given.
    pub async fn issue(
        &self,
        counter: &PlaceCode,
        service: &ServiceCode,
    ) -> Result<TicketCode, PressFault> {
        let mut turn = self.turn.lock().await;
        let now = self.halls.now();
        if !self.is_given(counter, service) {
            return Err(PressFault::Unknown);
        }
        let given = turn.given.entry(counter.clone()).or_default();
        given.retain(|at| now.seconds_since(*at) < 60);
        let rest = given.last().map(|at| now.millis() - at.millis());
        if given.len() >= KIOSK_MINUTE || rest.is_some_and(|ms| ms < KIOSK_REST_MS) {
            return Err(PressFault::TooOften);
        }
        let ticket = ticket_code(self.chance.as_ref()).ok_or(PressFault::Unavailable)?;
        let number = self.number(&mut turn, counter, service)?;
        let event = TicketEvent {
            ticket: ticket.clone(),
            at: now,
            seq: 1,
            kind: Type::Issue,
            counter: counter.clone(),
            desk: None,
            service: Some(service.clone()),
            number: Some(number),
            appointment_at: None,
            source: "borne".to_owned(),
        };
        self.tell(event).await?;
        turn.given.entry(counter.clone()).or_default().push(now);
        Ok(ticket)
    }

    fn number(
        &self,
        turn: &mut MutexGuard<'_, Turn>,
        counter: &PlaceCode,
        service: &ServiceCode,
    ) -> Result<String, PressFault> {
        self.halls.read(|running| {
            let plan = running.plan_of(counter).ok_or(PressFault::Unknown)?;
            let known = plan
                .counter(counter)
                .and_then(|counter| counter.service(service));
            let letter = known.map_or('A', |service| service.letter);
            let key = (plan.site.clone(), letter, running.day());
            turn.numbers.retain(|(_, _, day), _| *day == running.day());
            let given = turn.numbers.entry(key).or_default();
            let counters = plan.counters.iter().map(|counter| &counter.code);
            let tickets = counters.flat_map(|code| running.tickets().tickets_at(code));
            let (next, number) = next_number(letter, *given, tickets);
            *given = next;
            Ok(number)
        })
    }

    /// Who waits gives up.
    ///
    /// # Errors
    /// [`PressFault::Moved`] where the ticket does not wait any more.
    pub async fn give_up(&self, ticket: &TicketCode) -> Result<(), PressFault> {
        let _turn = self.turn.lock().await;
        let (ticket, seq) = self.stored(ticket).await?;
        let counter = ticket
            .segment()
            .map_or(&ticket.counter, |s| &s.counter)
            .clone();
        let event = said(
            &ticket,
            seq,
            Type::Cancel,
            &counter,
            self.halls.now(),
            "suivi",
        );
        self.tell(event).await
    }

    async fn stored(&self, code: &TicketCode) -> Result<(Ticket, u32), PressFault> {
        let found = self.halls.state().store().ticket(code.clone()).await;
        let found = found.map_err(|fault| {
            tracing::error!(%fault, "a ticket could not be read");
            PressFault::Unavailable
        })?;
        found.ok_or(PressFault::Unknown)
    }

    /// Tells one event, if it can happen, and waits for the running day to know of it.
    async fn tell(&self, event: TicketEvent) -> Result<(), PressFault> {
        let (code, known_at) = (event.ticket.clone(), event.at);
        let is_new = event.kind == Type::Issue;
        if !is_new {
            let (before, _) = self.stored(&code).await?;
            if !model::reception::can_happen(&before, &event) {
                return Err(PressFault::Moved);
            }
        }
        let records = Records {
            good: vec![event],
            faults: Vec::new(),
            lines: 1,
        };
        let store = self.halls.state().store();
        take_in(store.as_ref(), records, known_at)
            .await
            .map_err(|fault| {
                tracing::error!(%fault, "what was pressed was not stored");
                PressFault::Unavailable
            })?;
        let (ticket, _) = self.stored(&code).await?;
        self.halls.knows(ticket);
        Ok(())
    }

    fn counter_of(&self, desk: &PlaceCode) -> Option<PlaceCode> {
        self.halls.read(|running| {
            let mut counters = running.plans().iter().flat_map(|plan| &plan.counters);
            let counter = counters.find(|c| c.desks.iter().any(|d| d.code == *desk))?;
            Some(counter.code.clone())
        })
    }

    fn is_given(&self, counter: &PlaceCode, service: &ServiceCode) -> bool {
        self.halls.read(|running| {
            let plan = running
                .plan_of(counter)
                .and_then(|plan| plan.counter(counter));
            plan.is_some_and(|plan| plan.services.iter().any(|s| s.code == *service))
        })
    }
}

/// Something that happens to a ticket now, after all that happened to it.
fn said(
    ticket: &Ticket,
    seq: u32,
    kind: Type,
    counter: &PlaceCode,
    now: At,
    source: &str,
) -> TicketEvent {
    TicketEvent {
        ticket: ticket.ticket.clone(),
        at: now.max(ticket.since),
        seq: seq.saturating_add(1),
        kind,
        counter: counter.clone(),
        desk: None,
        service: None,
        number: None,
        appointment_at: None,
        source: source.to_owned(),
    }
}
