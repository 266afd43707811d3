use std::collections::{BTreeMap, BTreeSet, HashSet};

use model::city::TicketCode;
use model::reception::TicketEvent;
use model::time::{At, Day};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::oneshot;

use super::{Job, Writer};
use crate::store::sqlite::tables::tickets_on::DaysOn;
use crate::store::sqlite::tables::{ticket_events, tickets_on, tickets_set_aside};
use crate::store::sqlite::told_tickets::ToldTickets;
use crate::store::{ReceptionTouched, StoreError, TicketBatch, TicketsTold, Told, TouchedTicket};

/// Ticket events of one caller.
pub(crate) struct Tell {
    /// What is told.
    pub(crate) batch: TicketBatch,
    /// Who waits.
    pub(crate) answer: oneshot::Sender<Result<TicketsTold, StoreError>>,
}

impl Tell {
    /// Answers. A caller that no longer waits has its events stored all the same.
    fn tell(self, done: Result<TicketsTold, StoreError>) {
        drop(self.answer.send(done));
    }
}

/// A day of a counter in which a ticket counts: the ticket first.
type OnDay = (String, (String, Day));

impl Writer {
    /// Events after which a commit takes no further callers.
    const MOST_EVENTS: usize = 50_000;

    /// Commits the events of everybody who waits; gives what came after them.
    pub(super) async fn serve_tickets(&mut self, first: Tell) -> Option<Job> {
        let mut events = first.batch.events.len();
        let mut callers = vec![first];
        let mut then: Option<Job> = None;
        while callers.len() < Self::MOST_CALLERS && events < Self::MOST_EVENTS {
            match self.jobs.try_recv() {
                Ok(Job::Tell(next)) => {
                    events += next.batch.events.len();
                    callers.push(next);
                }
                Ok(other) => {
                    then = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        match self.tell_tickets(&callers).await {
            Ok(done) => {
                for (caller, done) in callers.into_iter().zip(done) {
                    caller.tell(Ok(done));
                }
            }
            // A damaged event stops who tells of its ticket; the others go on without it.
            Err(StoreError::Inconsistent { .. }) if callers.len() > 1 => {
                for caller in callers {
                    let done = self.tell_tickets(core::slice::from_ref(&caller)).await;
                    caller.tell(done.map(|done| done.first().copied().unwrap_or_default()));
                }
            }
            Err(fault) => {
                tracing::warn!(%fault, callers = callers.len(), "ticket events were not stored");
                for caller in callers {
                    caller.tell(Err(fault.clone()));
                }
            }
        }
        then
    }

    async fn tell_tickets(&mut self, callers: &[Tell]) -> Result<Vec<TicketsTold>, StoreError> {
        let zone = self.shared.calendar.zone().clone();
        let mut transaction = self.connection.begin().await?;
        let touched: BTreeSet<&TicketCode> = callers
            .iter()
            .flat_map(|caller| caller.batch.events.iter().map(|event| &event.ticket))
            .collect();
        let codes = serde_json::to_string(&touched)
            .map_err(|fault| StoreError::Driver(fault.to_string()))?;
        let known = ticket_events::of_tickets(&mut *transaction, &codes).await?;
        let (new, done) = new_events(&known, callers);
        // All callers in one go: a statement costs more than the rows in it.
        ticket_events::add(&mut transaction, &new).await?;
        let new: Vec<TicketEvent> = new.into_iter().map(|(event, _)| event.clone()).collect();
        let tickets = ToldTickets::new(known.into_iter().chain(new), &zone);
        let before = place_tickets(&mut transaction, &codes, &touched, &tickets).await?;
        set_aside(&mut transaction, &codes, &touched, &tickets).await?;
        transaction.commit().await?;
        if self.shared.reception.is_heard() {
            let known_at = callers.iter().map(|caller| caller.batch.known_at).max();
            let today = zone.day(known_at.unwrap_or_default());
            let told = touched_tickets(&touched, &before, &tickets, today);
            self.shared.reception.tell(told);
        }
        let done = done.into_iter().zip(callers).map(|(told, caller)| {
            let events = &caller.batch.events;
            let named: BTreeSet<&TicketCode> = events.iter().map(|event| &event.ticket).collect();
            let aside = named.into_iter().map(|code| tickets.not_fitting(code));
            TicketsTold {
                told,
                not_fitting: u64::try_from(aside.sum::<usize>()).unwrap_or(u64::MAX),
            }
        });
        Ok(done.collect())
    }
}

/// The events that are not known yet, each once, and what each caller brought.
fn new_events<'e>(
    known: &'e [TicketEvent],
    callers: &'e [Tell],
) -> (Vec<(&'e TicketEvent, At)>, Vec<Told>) {
    let mut seen: HashSet<&TicketEvent> = known.iter().collect();
    let mut new = Vec::new();
    let mut done = Vec::with_capacity(callers.len());
    for Tell { batch, .. } in callers {
        let mut told = Told::default();
        for event in &batch.events {
            if seen.insert(event) {
                told.added += 1;
                new.push((event, batch.known_at));
            } else {
                told.unchanged += 1;
            }
        }
        done.push(told);
    }
    (new, done)
}

/// What a commit changed, for whoever holds the running day in memory: of tickets of
/// other days only the days.
fn touched_tickets(
    touched: &BTreeSet<&TicketCode>,
    before: &BTreeMap<String, DaysOn>,
    tickets: &ToldTickets<'_>,
    today: Day,
) -> ReceptionTouched {
    let mut told = ReceptionTouched::default();
    // A day more than today: the clock may pass midnight before this is heard.
    let yesterday = today.plus(-1);
    for &code in touched {
        let now = tickets.days(code);
        let days: BTreeSet<Day> = now.iter().map(|(_, day)| *day).collect();
        let before = before.get(code.as_str());
        let all = now.iter().chain(before.into_iter().flatten());
        let mut is_near = false;
        for (counter, day) in all {
            is_near |= *day >= yesterday;
            if let Ok(counter) = counter.parse() {
                told.days.insert((counter, *day));
            }
        }
        if is_near {
            told.tickets.push(TouchedTicket {
                code: code.clone(),
                ticket: tickets.get(code).cloned(),
                days,
            });
        }
    }
    told
}

/// Writes in which days tickets count now, where that changed; gives in which they did.
async fn place_tickets(
    connection: &mut SqliteConnection,
    codes: &str,
    touched: &BTreeSet<&TicketCode>,
    tickets: &ToldTickets<'_>,
) -> Result<BTreeMap<String, DaysOn>, StoreError> {
    let known = tickets_on::of_tickets(connection, codes).await?;
    let (mut gone, mut new): (Vec<OnDay>, Vec<OnDay>) = (Vec::new(), Vec::new());
    for code in touched {
        let none = DaysOn::new();
        let before = known.get(code.as_str()).unwrap_or(&none);
        let now = tickets.days(code);
        let named = |day: &(String, Day)| (code.as_str().to_owned(), day.clone());
        gone.extend(before.difference(&now).map(named));
        new.extend(now.difference(before).map(named));
    }
    tickets_on::change(connection, &gone, &new).await?;
    Ok(known)
}

/// Writes what of tickets does not fit now, where that changed.
async fn set_aside(
    connection: &mut SqliteConnection,
    codes: &str,
    touched: &BTreeSet<&TicketCode>,
    tickets: &ToldTickets<'_>,
) -> Result<(), StoreError> {
    let mut known = tickets_set_aside::of_tickets(connection, codes).await?;
    for code in touched {
        let before = known.remove(code.as_str()).unwrap_or_default();
        let now = tickets.set_aside(code)?;
        if !now.iter().map(|(said, _)| said).eq(&before) {
            tickets_set_aside::replace(connection, code.as_str(), &now).await?;
        }
    }
    Ok(())
}
