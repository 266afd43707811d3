use model::time::At;
use tokio::sync::mpsc;

use super::Town;
use super::reception::tell_history;
use crate::store::{Batch, SeriesBatch, Store, StoreError};

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Built {
    /// Places of the tree.
    pub places: u64,
    /// Series.
    pub series: u64,
    /// Versions of objectives.
    pub objectives: u64,
    /// Versions of dated facts.
    pub facts: u64,
    /// Readings that were new.
    pub readings: u64,
    /// What the counters told.
    pub told: Told,
}

/// What of the counters was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// Ticket events.
    pub events: u64,
    /// Answers to questions.
    pub ratings: u64,
    /// Counts of days.
    pub counts: u64,
}

/// Series written with one commit: about half a million readings.
const SERIES_PER_BATCH: usize = 8;
/// Generation keeps ahead of the store with this many threads.
const THREADS: usize = 2;

/// Writes the town and its readings up to the last hour complete at `now`, and
/// marks the database as invented. Doing it again changes nothing.
///
/// `progress` is called with (series done, series in all).
///
/// # Errors
/// Whatever the store answers; what was acknowledged before stays.
pub async fn build(
    store: &dyn Store,
    town: &Town,
    now: At,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
) -> Result<Built, StoreError> {
    store.set_demo(true).await?;
    store.put_places(town.places().to_vec(), now).await?;
    let ids = store.put_series(town.series().to_vec(), now).await?;
    let facts = store.put_facts(town.facts(), now).await?;
    let objectives = store.adopt_objectives(town.objectives(), now).await?;

    let (batches, mut made) = mpsc::channel(THREADS);
    let numbered: Vec<_> = ids.iter().copied().enumerate().collect();
    let chunks: Vec<_> = numbered
        .chunks(SERIES_PER_BATCH)
        .map(<[_]>::to_vec)
        .collect();
    for thread in 0..THREADS {
        let (town, batches) = (town.clone(), batches.clone());
        let share: Vec<_> = chunks
            .iter()
            .skip(thread)
            .step_by(THREADS)
            .cloned()
            .collect();
        tokio::task::spawn_blocking(move || {
            for chunk in share {
                let series = chunk
                    .into_iter()
                    .map(|(nth, series)| SeriesBatch {
                        series,
                        readings: town.history(nth, now),
                    })
                    .collect();
                // The receiver is gone when the store has refused a batch.
                if batches.blocking_send(series).is_err() {
                    return;
                }
            }
        });
    }
    drop(batches);

    let total = count(ids.len());
    let mut built = Built {
        places: count(town.places().len()),
        series: total,
        objectives,
        facts,
        readings: 0,
        told: Told::default(),
    };
    let mut done = 0;
    progress(done, total);
    while let Some(series) = made.recv().await {
        let written: Vec<SeriesBatch> = series;
        done += count(written.len());
        let batch = Batch {
            series: written,
            known_at: now,
        };
        built.readings += store.append(batch).await?.added;
        progress(done, total);
    }
    if done < total {
        // A generating thread was lost: what is there is valid, but not whole.
        return Err(StoreError::Stopping);
    }
    built.told = tell_history(store, town.reception(), now).await?;
    Ok(built)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
