use std::collections::{BTreeSet, HashMap};

use model::city::{PlaceCode, TicketCode};
use model::reception::{EstimatorError, QueueState, SetAside, Ticket, TicketRules, Tickets};
use model::time::{At, Day};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;

use super::SqliteStore;
use super::tables::{
    estimator_errors, queue_states, rating_reasons, ratings, reception_counts, reception_rollups,
    survey_results, ticket_events, tickets_set_aside,
};
use super::writer::{Job, Tell};
use crate::store::trait_store::Answer;
use crate::store::{
    CounterDay, DayCount, Rating, ReasonCount, ReceptionStore, ReceptionTouched, StoreError,
    SurveyResult, TicketBatch, TicketsTold, Told,
};

impl SqliteStore {
    async fn tell(&self, batch: TicketBatch) -> Result<TicketsTold, StoreError> {
        if batch.events.is_empty() {
            return Ok(TicketsTold::default());
        }
        let (answer, wait) = oneshot::channel();
        self.jobs
            .send(Job::Tell(Tell { batch, answer }))
            .await
            .map_err(|_| StoreError::Stopping)?;
        wait.await.map_err(|_| StoreError::Stopping)?
    }

    async fn tickets_of(
        &self,
        counter: PlaceCode,
        from: Day,
        to: Day,
    ) -> Result<Vec<Ticket>, StoreError> {
        let readers = &self.shared.readers;
        let events = ticket_events::of_days(readers, counter.as_str(), from, to).await?;
        let mut tickets = Tickets::new(TicketRules::default());
        tickets.absorb(events);
        Ok(tickets.iter().cloned().collect())
    }
}

impl ReceptionStore for SqliteStore {
    fn tell_tickets(&self, batch: TicketBatch) -> Answer<'_, TicketsTold> {
        Box::pin(self.tell(batch))
    }

    fn tickets(&self, counter: PlaceCode, from: Day, to: Day) -> Answer<'_, Vec<Ticket>> {
        Box::pin(self.tickets_of(counter, from, to))
    }

    fn ticket(&self, ticket: TicketCode) -> Answer<'_, Option<(Ticket, u32)>> {
        Box::pin(async move {
            let codes = serde_json::to_string(&[&ticket])
                .map_err(|fault| StoreError::Driver(fault.to_string()))?;
            let events = ticket_events::of_tickets(&self.shared.readers, &codes).await?;
            let last = events.iter().map(|event| event.seq).max();
            let mut tickets = Tickets::new(TicketRules::default());
            tickets.absorb(events);
            Ok(tickets.get(&ticket).cloned().zip(last))
        })
    }

    fn tickets_set_aside(&self, after: String, limit: u32) -> Answer<'_, Vec<SetAside>> {
        Box::pin(async move { tickets_set_aside::list(&self.shared.readers, &after, limit).await })
    }

    fn tickets_set_aside_count(&self) -> Answer<'_, u64> {
        Box::pin(tickets_set_aside::count(&self.shared.readers))
    }

    fn put_ratings(&self, new: Vec<Rating>, known_at: At) -> Answer<'_, Told> {
        let zone = self.shared.calendar.zone();
        let days = new.iter().map(|r| (r.counter.clone(), zone.day(r.at)));
        let told_days: BTreeSet<_> = days.collect();
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let told = ratings::put(&mut writer.connection, new, known_at).await?;
                if told.added > 0 {
                    writer.shared.reception.tell(told_of(told_days));
                }
                Ok(told)
            })
        }))
    }

    fn ratings(&self, counter: PlaceCode, from: At, to: At) -> Answer<'_, Vec<Rating>> {
        Box::pin(ratings::list(
            &self.shared.readers,
            counter,
            (from, to),
            None,
        ))
    }

    fn count_reason(&self, more: ReasonCount) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| Box::pin(rating_reasons::add(&mut writer.connection, more))),
        )
    }

    fn reason_counts(&self, counter: PlaceCode) -> Answer<'_, Vec<ReasonCount>> {
        Box::pin(rating_reasons::list(&self.shared.readers, counter))
    }

    fn put_day_counts(&self, counts: Vec<DayCount>, known_at: At) -> Answer<'_, u64> {
        let days = counts.iter().map(|c| (c.counter.clone(), c.day));
        let told_days: BTreeSet<_> = days.collect();
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let connection = &mut writer.connection;
                let changed = reception_counts::put(connection, counts, known_at).await?;
                if changed > 0 {
                    writer.shared.reception.tell(told_of(told_days));
                }
                Ok(changed)
            })
        }))
    }

    fn day_counts(&self, counter: PlaceCode, from: Day, to: Day) -> Answer<'_, Vec<DayCount>> {
        Box::pin(reception_counts::list(
            &self.shared.readers,
            counter,
            from,
            to,
        ))
    }

    fn put_survey_results(&self, results: Vec<SurveyResult>, known_at: At) -> Answer<'_, u64> {
        Box::pin(self.ask(move |writer| {
            Box::pin(survey_results::put(
                &mut writer.connection,
                results,
                known_at,
            ))
        }))
    }

    fn survey_results(&self, counter: PlaceCode) -> Answer<'_, Vec<SurveyResult>> {
        Box::pin(survey_results::list(&self.shared.readers, counter))
    }

    fn claim_rollups(
        &self,
        before: Day,
        basis: HashMap<PlaceCode, String>,
    ) -> Answer<'_, Vec<(PlaceCode, Day)>> {
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let zone = writer.shared.calendar.zone().clone();
                reception_rollups::claim(&mut writer.connection, before, &basis, &zone).await
            })
        }))
    }

    fn fill_rollups(&self, days: Vec<CounterDay>) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let zone = writer.shared.calendar.zone().clone();
                let is_followed = writer.shared.followed_from().is_some();
                reception_rollups::fill(&mut writer.connection, days, &zone, is_followed).await
            })
        }))
    }

    fn rollups(
        &self,
        counter: Option<PlaceCode>,
        from: Day,
        to: Day,
    ) -> Answer<'_, Vec<CounterDay>> {
        Box::pin(reception_rollups::list(
            &self.shared.readers,
            counter,
            from,
            to,
        ))
    }

    fn put_queue_states(&self, states: Vec<QueueState>) -> Answer<'_, Told> {
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let heard = writer.shared.reception.is_heard();
                let shown = if heard { states.clone() } else { Vec::new() };
                let told = queue_states::put(&mut writer.connection, states).await?;
                if told.added > 0 {
                    writer.shared.reception.tell(ReceptionTouched {
                        states: shown,
                        ..ReceptionTouched::default()
                    });
                }
                Ok(told)
            })
        }))
    }

    fn queue_states(&self, counter: PlaceCode, from: At, to: At) -> Answer<'_, Vec<QueueState>> {
        Box::pin(queue_states::list(&self.shared.readers, counter, from, to))
    }

    fn put_estimator_errors(
        &self,
        errors: Vec<(PlaceCode, Day, EstimatorError)>,
    ) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| Box::pin(estimator_errors::put(&mut writer.connection, errors))),
        )
    }

    fn estimator_errors(
        &self,
        counter: PlaceCode,
        from: Day,
        to: Day,
    ) -> Answer<'_, Vec<(Day, EstimatorError)>> {
        let readers = &self.shared.readers;
        Box::pin(estimator_errors::list(readers, counter, from, to))
    }

    fn touched_reception(&self) -> Option<UnboundedReceiver<ReceptionTouched>> {
        self.shared.reception.listen()
    }
}

fn told_of(told_days: BTreeSet<(PlaceCode, Day)>) -> ReceptionTouched {
    ReceptionTouched {
        told_days,
        ..ReceptionTouched::default()
    }
}
