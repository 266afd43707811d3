//! The store in one SQLite file (docs/decisions/0002-month-blocks.md).
//!
//! One task writes; callers share its commits. A few readings of a month go to
//! the journal and to memory, many go to their blocks at once.

mod account_store_impl;
mod action_store_impl;
mod block_key;
mod calendar;
mod codec;
mod copies;
mod database;
mod device_store_impl;
mod fault;
mod file_lock;
mod frame;
mod handles;
mod late_change;
mod listener;
mod mail_store_impl;
mod month;
mod notice_store_impl;
mod open_month;
mod parallel;
mod partition;
mod past;
mod past_store_impl;
mod reading;
mod reception_store_impl;
mod recomputation;
mod series_facts;
mod shelf;
mod sign_in_store_impl;
mod staging;
mod store_impl;
mod stored_month;
mod tables;
#[cfg(test)]
mod tests;
mod told_tickets;
mod verifying;
mod verifying_tickets;
mod writer;
mod written_month;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use model::time::Zone;
use sqlx::Connection;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use self::calendar::Calendar;
use self::database::Database;
use self::file_lock::FileLock;
use self::handles::Shared;
use self::tables::meta;
pub(crate) use self::writer::Limits;
use self::writer::{Job, Writer};
use super::{Meta, StoreError};

/// A database in one file, owned by this process.
pub struct SqliteStore {
    shared: Arc<Shared>,
    jobs: mpsc::Sender<Job>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl SqliteStore {
    /// Callers that may wait for the writer before the next has to wait to ask.
    const MOST_WAITING: usize = 4096;

    /// Opens the database, making it when it is absent, and starts its writer.
    ///
    /// `zone` is the IANA name in which a new database cuts its days.
    ///
    /// # Errors
    /// [`StoreError::Open`], [`StoreError::InUse`], [`StoreError::Newer`];
    /// [`StoreError::Conflict`] when the database has another zone.
    pub async fn open(url: &str, zone: Option<&str>) -> Result<Self, StoreError> {
        Self::open_with(url, zone, Limits::default()).await
    }

    /// Opens with other limits than usual.
    pub(crate) async fn open_with(
        url: &str,
        zone: Option<&str>,
        limits: Limits,
    ) -> Result<Self, StoreError> {
        let database = Database::at(url)?;
        let lock = FileLock::take(&database.path())?;
        let mut connection = database.writer().await?;
        let zone = settle_zone(&mut connection, zone).await?;
        let shared = Arc::new(Shared::new(
            database.path(),
            Calendar::new(zone),
            database.readers().await?,
            lock,
        ));
        let (jobs, queue) = mpsc::channel(Self::MOST_WAITING);
        let writer = Writer::open(connection, Arc::clone(&shared), queue, limits).await?;
        let task = Mutex::new(Some(tokio::spawn(writer.run())));
        Ok(Self { shared, jobs, task })
    }

    /// Puts the content of a backup in the place of a database that nobody has open.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when somebody has; [`StoreError::Open`] or
    /// [`StoreError::Newer`] when the backup cannot be used. The database is then untouched.
    pub async fn restore(from: &Path, url: &str) -> Result<(), StoreError> {
        copies::restore(from, &Database::at(url)?).await
    }

    /// Whether the file of a database is there.
    ///
    /// # Errors
    /// [`StoreError::Open`] when the URL names no file.
    pub fn exists(url: &str) -> Result<bool, StoreError> {
        Ok(Database::at(url)?.path().is_file())
    }

    /// Has the writer do something on its own.
    async fn ask<T: Send + 'static>(
        &self,
        work: impl for<'w> FnOnce(&'w mut Writer) -> BoxFuture<'w, Result<T, StoreError>>
        + Send
        + 'static,
    ) -> Result<T, StoreError> {
        let (answer, wait) = oneshot::channel();
        let job = Job::Work(Box::new(move |writer| {
            Box::pin(async move {
                let done = work(writer).await;
                // Nobody waits any more: what was asked for is done all the same.
                drop(answer.send(done));
            })
        }));
        self.jobs
            .send(job)
            .await
            .map_err(|_| StoreError::Stopping)?;
        wait.await.map_err(|_| StoreError::Stopping)?
    }

    /// Absorbs the journal and lets go of the file.
    async fn shut(&self) -> Result<(), StoreError> {
        let finish = self.ask(|writer| Box::pin(writer.finish()));
        let done = match finish.await {
            // Closed before.
            Err(StoreError::Stopping) => Ok(()),
            done => done,
        };
        // Readers first: the last connection to go takes the write-ahead log with it.
        self.shared.readers.close().await;
        let task = self
            .task
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(task) = task {
            task.await
                .map_err(|fault| StoreError::Driver(fault.to_string()))?;
        }
        let mut lock = self
            .shared
            .lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *lock = None;
        done
    }
}

async fn settle_zone(
    connection: &mut sqlx::SqliteConnection,
    wanted: Option<&str>,
) -> Result<Zone, StoreError> {
    let stored = meta::get(connection, meta::ZONE).await?;
    let fault = |error: model::time::ZoneError| StoreError::Conflict(error.to_string());
    if let Some(stored) = stored {
        if let Some(wanted) = wanted.filter(|wanted| **wanted != *stored) {
            return Err(StoreError::Conflict(format!(
                "the database cuts its days in {stored}, not in {wanted}: name {stored} in the \
                 configuration, or another database"
            )));
        }
        return Zone::new(&stored).map_err(fault);
    }
    let name = wanted.map_or_else(|| Meta::default().zone, str::to_owned);
    let zone = Zone::new(&name).map_err(fault)?;
    let mut transaction = connection.begin().await?;
    meta::set(&mut transaction, meta::ZONE, &name).await?;
    transaction.commit().await?;
    Ok(zone)
}
