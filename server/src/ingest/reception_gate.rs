use futures::future::BoxFuture;
use model::reception::{QueueState, TicketEvent};
use model::time::At;

use super::reception::{Record, Records};
use crate::store::{DayCount, Rating, Store, StoreError, SurveyResult, TicketBatch, Told};

/// What became of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Those that were new.
    pub added: u64,
    /// Those that were known already.
    pub unchanged: u64,
    /// Lines set aside with their reasons.
    pub set_aside: u64,
    /// Ticket events that are stored and do not fit now, of the tickets told of.
    pub not_fitting: u64,
}

/// A record that a store takes.
pub trait Tellable: Record + Send + 'static {
    /// Stores records; durable when it resolves.
    fn store(
        store: &dyn Store,
        records: Vec<Self>,
        known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>>;
}

/// Stores what was read: the one gate of HTTP and files for the reception.
///
/// Durable when it resolves. The records go first: when they cannot be stored,
/// nothing is set aside either, and sending the same again is safe.
///
/// # Errors
/// What the store reports; send the same again.
pub async fn take_in<R: Tellable>(
    store: &dyn Store,
    records: Records<R>,
    known_at: At,
) -> Result<TakenIn, StoreError> {
    let mut done = TakenIn::default();
    if !records.good.is_empty() {
        done = R::store(store, records.good, known_at).await?;
    }
    done.set_aside = u64::try_from(records.faults.len()).unwrap_or(u64::MAX);
    if !records.faults.is_empty() {
        store.quarantine(records.faults, known_at).await?;
    }
    Ok(done)
}

impl From<Told> for TakenIn {
    fn from(told: Told) -> Self {
        Self {
            added: told.added,
            unchanged: told.unchanged,
            ..Self::default()
        }
    }
}

impl Tellable for TicketEvent {
    fn store(
        store: &dyn Store,
        events: Vec<Self>,
        known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>> {
        Box::pin(async move {
            let done = store.tell_tickets(TicketBatch { events, known_at }).await?;
            Ok(TakenIn {
                not_fitting: done.not_fitting,
                ..done.told.into()
            })
        })
    }
}

impl Tellable for Rating {
    fn store(
        store: &dyn Store,
        ratings: Vec<Self>,
        known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>> {
        Box::pin(async move { Ok(store.put_ratings(ratings, known_at).await?.into()) })
    }
}

impl Tellable for DayCount {
    fn store(
        store: &dyn Store,
        counts: Vec<Self>,
        known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>> {
        Box::pin(async move {
            let told = u64::try_from(counts.len()).unwrap_or(u64::MAX);
            let added = store.put_day_counts(counts, known_at).await?;
            Ok(TakenIn {
                added,
                unchanged: told.saturating_sub(added),
                ..TakenIn::default()
            })
        })
    }
}

impl Tellable for SurveyResult {
    fn store(
        store: &dyn Store,
        results: Vec<Self>,
        known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>> {
        Box::pin(async move {
            let told = u64::try_from(results.len()).unwrap_or(u64::MAX);
            let added = store.put_survey_results(results, known_at).await?;
            Ok(TakenIn {
                added,
                unchanged: told.saturating_sub(added),
                ..TakenIn::default()
            })
        })
    }
}

impl Tellable for QueueState {
    fn store(
        store: &dyn Store,
        states: Vec<Self>,
        _known_at: At,
    ) -> BoxFuture<'_, Result<TakenIn, StoreError>> {
        Box::pin(async move { Ok(store.put_queue_states(states).await?.into()) })
    }
}
