//! The one task that writes.

mod absorption;
mod commit;
mod index_totals;
mod limits;
mod opening;
mod recount;
mod telling;

use std::future::ready;
use std::sync::Arc;

use futures::future::BoxFuture;
use model::time::At;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until};

use self::absorption::Absorption;
pub(crate) use self::limits::Limits;
pub(crate) use self::telling::Tell;
use super::handles::Shared;
use super::partition::Part;
use crate::store::{Appended, StoreError};

/// What the task is asked to do.
pub(crate) enum Job {
    /// To store readings, together with those of others.
    Append(Append),
    /// To take ticket events, together with those of others.
    Tell(Tell),
    /// Anything else, on its own.
    Work(Work),
}

/// Something that needs the writing connection.
pub(crate) type Work = Box<dyn for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, ()> + Send>;

/// Readings of one caller.
pub(crate) struct Append {
    /// By series and month, in the order of the batch.
    pub(crate) parts: Vec<Part>,
    /// How many.
    pub(crate) readings: usize,
    /// When they were known.
    pub(crate) known_at: At,
    /// Who waits.
    pub(crate) answer: oneshot::Sender<Result<Appended, StoreError>>,
}

impl Append {
    /// Answers. A caller that no longer waits has its readings stored all the same.
    fn tell(self, done: Result<Appended, StoreError>) {
        drop(self.answer.send(done));
    }
}

/// Owner of the writing connection.
pub(crate) struct Writer {
    /// The connection.
    pub(crate) connection: SqliteConnection,
    /// Memory that readers see.
    pub(crate) shared: Arc<Shared>,
    jobs: mpsc::Receiver<Job>,
    limits: Limits,
    /// The last journal entry that was written.
    last_entry: i64,
    /// Readings in entries that are not absorbed.
    journalled: u64,
    /// When the oldest of them was written.
    oldest: Option<Instant>,
    /// No new try before, after a failed one.
    not_before: Option<Instant>,
    absorption: Option<Absorption>,
    stopping: bool,
}

impl Writer {
    /// Callers in one commit, at most.
    const MOST_CALLERS: usize = 4096;
    /// Readings after which a commit takes no further callers.
    const MOST_READINGS: usize = 1_000_000;

    /// Serves until every sender is gone or [`Writer::finish`] was called, then
    /// lets go of the file.
    pub(crate) async fn run(mut self) {
        while !self.stopping {
            let wake = self.absorbs_at();
            tokio::select! {
                biased;
                job = self.jobs.recv() => match job {
                    Some(job) => self.take(job).await,
                    None => break,
                },
                () = Absorption::encoded(&mut self.absorption) => {}
                () = ready(()), if self.absorption.as_ref().is_some_and(Absorption::has_months) => {}
                () = sleep_until(wake), if self.absorption.is_none() && self.journalled > 0 => {}
            }
            self.advance_absorption().await;
        }
        if let Err(fault) = self.connection.close().await {
            tracing::warn!(%fault, "the database was not closed cleanly; nothing is lost");
        }
    }

    /// Absorbs the journal and ends the task; senders then find it gone.
    pub(crate) async fn finish(&mut self) -> Result<(), StoreError> {
        self.stopping = true;
        self.jobs.close();
        self.absorb_all().await?;
        // The blocks are in the write-ahead log: bring them into the file.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Does what it is asked, and what it met on the way.
    async fn take(&mut self, job: Job) {
        let mut next = Some(job);
        while let Some(job) = next.take() {
            match job {
                Job::Append(first) => next = self.serve(first).await,
                Job::Tell(first) => next = self.serve_tickets(first).await,
                Job::Work(work) => work(self).await,
            }
        }
    }

    /// Commits the readings of everybody who waits; gives what came after them.
    async fn serve(&mut self, first: Append) -> Option<Job> {
        let mut readings = first.readings;
        let mut callers = vec![first];
        let mut then = None;
        while callers.len() < Self::MOST_CALLERS && readings < Self::MOST_READINGS {
            match self.jobs.try_recv() {
                Ok(Job::Append(next)) => {
                    readings += next.readings;
                    callers.push(next);
                }
                Ok(other) => {
                    then = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        self.commit(callers).await;
        then
    }
}
