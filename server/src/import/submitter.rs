use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use model::city::SeriesId;
use tokio::task::JoinHandle;

use super::ImportError;
use crate::ingest::{Parsed, Submitted, submit};
use crate::store::{Store, StoreError};

/// How many batches wait for the store at once: one is written while the next is prepared.
const IN_FLIGHT: usize = 3;

/// Hands batches to the store, several at once, and never two that share a
/// series: so that the later line of two files always wins.
pub(super) struct Submitter {
    store: Arc<dyn Store>,
    in_flight: VecDeque<Flight>,
    total: Submitted,
}

struct Flight {
    series: HashSet<SeriesId>,
    task: JoinHandle<Result<Submitted, StoreError>>,
}

impl Submitter {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            in_flight: VecDeque::new(),
            total: Submitted::default(),
        }
    }

    /// What is acknowledged up to now.
    pub(super) const fn total(&self) -> Submitted {
        self.total
    }

    pub(super) async fn submit(&mut self, parsed: Parsed) -> Result<(), ImportError> {
        let series: HashSet<SeriesId> = parsed.batch.series.iter().map(|s| s.series).collect();
        while self.in_flight.len() >= IN_FLIGHT
            || self
                .in_flight
                .iter()
                .any(|flight| !flight.series.is_disjoint(&series))
        {
            self.land().await?;
        }
        let store = Arc::clone(&self.store);
        let task = tokio::spawn(async move { submit(&*store, parsed).await });
        self.in_flight.push_back(Flight { series, task });
        Ok(())
    }

    /// Waits for everything; what it was.
    pub(super) async fn finish(mut self) -> Result<Submitted, ImportError> {
        while !self.in_flight.is_empty() {
            self.land().await?;
        }
        Ok(self.total)
    }

    async fn land(&mut self) -> Result<(), ImportError> {
        let Some(flight) = self.in_flight.pop_front() else {
            return Ok(());
        };
        let outcome = flight.task.await;
        let done = outcome.map_err(|e| ImportError::Stopped(e.to_string()))??;
        self.total = self.total.plus(done);
        Ok(())
    }
}
