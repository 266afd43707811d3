use std::collections::VecDeque;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::Writer;
use crate::store::StoreError;
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::handles::Shared;
use crate::store::sqlite::open_month::OpenMonth;
use crate::store::sqlite::parallel::spread;
use crate::store::sqlite::tables::{blocks, journal};
use crate::store::sqlite::written_month::WrittenMonth;

/// The journal on its way into the blocks, a few months at a time between commits.
pub(super) struct Absorption {
    /// The last journal entry it holds.
    upto: i64,
    /// The shelf at the time it was taken.
    version: u64,
    /// Readings of the journal that it frees.
    readings: u64,
    began: Instant,
    encoding: Option<JoinHandle<Result<Vec<WrittenMonth>, StoreError>>>,
    failed: Option<StoreError>,
    months: VecDeque<WrittenMonth>,
}

impl Absorption {
    /// Whether months wait to be written.
    pub(super) fn has_months(&self) -> bool {
        !self.months.is_empty()
    }

    /// Resolves when the months are encoded; never, when there is nothing to wait for.
    pub(super) async fn encoded(absorption: &mut Option<Self>) {
        let Some(this) = absorption else {
            return pending().await;
        };
        let Some(encoding) = &mut this.encoding else {
            return pending().await;
        };
        let outcome = encoding.await;
        this.encoding = None;
        match outcome.map_err(|fault| StoreError::Driver(fault.to_string())) {
            Ok(Ok(months)) => this.months = months.into(),
            Ok(Err(fault)) | Err(fault) => this.failed = Some(fault),
        }
    }

    /// The next months, about that many, those of one series together.
    fn next(&mut self, about: usize) -> Vec<WrittenMonth> {
        let mut chunk: Vec<WrittenMonth> = Vec::new();
        while let Some(month) = self.months.front() {
            let same_series = chunk
                .last()
                .is_some_and(|l| l.key.series == month.key.series);
            if chunk.len() >= about && !same_series {
                break;
            }
            chunk.extend(self.months.pop_front());
        }
        chunk
    }
}

impl Writer {
    /// Pause after a failure, for a full disk to be freed.
    const PAUSE: Duration = Duration::from_secs(5);

    /// When the journal is due to be absorbed by its age.
    pub(super) fn absorbs_at(&self) -> Instant {
        let aged = self.oldest.unwrap_or_else(Instant::now) + self.limits.longest;
        self.not_before.map_or(aged, |pause| pause.max(aged))
    }

    /// Starts absorbing when it is due, or writes the next months.
    pub(super) async fn advance_absorption(&mut self) {
        let Some(absorption) = &mut self.absorption else {
            let full = self.journalled >= self.limits.journalled
                || self.shared.shelf().dirty_bytes() > self.limits.dirty_bytes;
            let paused = self.not_before.is_some_and(|pause| Instant::now() < pause);
            let aged = self.journalled > 0 && Instant::now() >= self.absorbs_at();
            if !paused && (full || aged) {
                self.absorption = Some(self.begin());
            }
            return;
        };
        if absorption
            .encoding
            .as_ref()
            .is_some_and(JoinHandle::is_finished)
        {
            Absorption::encoded(&mut self.absorption).await;
        }
        if let Err(fault) = self.write_next().await {
            tracing::warn!(%fault, "the journal was not absorbed; it is kept");
            self.absorption = None;
            self.not_before = Some(Instant::now() + Self::PAUSE);
        }
    }

    fn begin(&self) -> Absorption {
        let (months, version) = self.dirty_months();
        Absorption {
            upto: self.last_entry,
            version,
            readings: self.journalled,
            began: Instant::now(),
            encoding: Some(tokio::spawn(encode(Arc::clone(&self.shared), months))),
            failed: None,
            months: VecDeque::new(),
        }
    }

    fn dirty_months(&self) -> (Vec<(BlockKey, Arc<OpenMonth>)>, u64) {
        let shelf = self.shared.shelf();
        let months = shelf.dirty().map(|(key, month)| (key, Arc::clone(month)));
        (months.collect(), shelf.version())
    }

    async fn write_next(&mut self) -> Result<(), StoreError> {
        let Some(absorption) = &mut self.absorption else {
            return Ok(());
        };
        if let Some(fault) = absorption.failed.take() {
            return Err(fault);
        }
        if absorption.encoding.is_some() {
            return Ok(());
        }
        let (upto, version) = (absorption.upto, absorption.version);
        let chunk = absorption.next(self.limits.months);
        let last = absorption.months.is_empty();
        let (readings, began) = (absorption.readings, absorption.began);
        self.write_months(chunk, upto, version, last).await?;
        if last {
            self.absorption = None;
            self.journalled = self.journalled.saturating_sub(readings);
            self.oldest = (self.journalled > 0).then_some(began);
            self.not_before = None;
        }
        Ok(())
    }

    /// Writes months as of a journal entry; with the last of them goes the journal.
    async fn write_months(
        &mut self,
        mut months: Vec<WrittenMonth>,
        upto: i64,
        version: u64,
        last: bool,
    ) -> Result<(), StoreError> {
        {
            let shelf = self.shared.shelf();
            months.retain(|month| !shelf.is_overtaken(month.key, version));
        }
        let mut transaction = self.connection.begin().await?;
        blocks::write(&mut transaction, &months.iter().collect::<Vec<_>>(), upto).await?;
        if last {
            journal::remove(&mut transaction, upto).await?;
        }
        transaction.commit().await?;
        let mut shelf = self.shared.shelf_mut();
        for month in &months {
            shelf.absorbed(month.key, &month.month, upto, month.bytes());
        }
        Ok(())
    }

    /// Absorbs the whole journal before anything else happens.
    pub(crate) async fn absorb_all(&mut self) -> Result<(), StoreError> {
        // What an absorption under way has written stays valid; the rest is encoded anew.
        self.absorption = None;
        if self.journalled == 0 && self.shared.shelf().dirty_bytes() == 0 {
            return Ok(());
        }
        let (months, version) = self.dirty_months();
        let months = encode(Arc::clone(&self.shared), months).await?;
        self.write_months(months, self.last_entry, version, true)
            .await?;
        self.journalled = 0;
        self.oldest = None;
        self.not_before = None;
        Ok(())
    }
}

async fn encode(
    shared: Arc<Shared>,
    months: Vec<(BlockKey, Arc<OpenMonth>)>,
) -> Result<Vec<WrittenMonth>, StoreError> {
    let encode = move |(key, month): (BlockKey, Arc<OpenMonth>)| {
        WrittenMonth::encode(key, month, &shared.calendar.frame(key.month))
    };
    let encoded = spread(months, true, encode).await?;
    Ok(encoded.into_iter().collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::contract::site::Site;
    use crate::store::contract::town::{all, append, at, found, hourly, verify};
    use crate::store::sqlite::partition::partition;
    use crate::store::sqlite::staging::Offer;
    use crate::store::sqlite::writer::commit::Offers;
    use crate::store::sqlite::{Limits, SqliteStore};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_block_written_meanwhile_is_not_overwritten() {
        let site = Site::sqlite();
        let open = || SqliteStore::open_with(site.url(), Some("Europe/Paris"), Limits::default());
        let store = open().await.expect("opens");
        let town = found(&store).await;
        let month = hourly(at("2026-03-01T00:00:00Z"), 700, f64::from);
        append(&store, town.warmth, month[..10].to_vec()).await;
        let (series, bulk) = (town.warmth, month[10..].to_vec());
        let work = store.ask(move |writer| {
            Box::pin(async move {
                writer.absorption = Some(writer.begin());
                Absorption::encoded(&mut writer.absorption).await;
                // The ten readings are encoded and wait; now comes the rest of the month.
                let mut parts = Vec::new();
                partition(series, bulk, &writer.shared.calendar, &mut parts);
                let offer = |readings| Offer {
                    caller: 0,
                    known_at: at("2026-11-24T08:00:00Z"),
                    readings,
                };
                let offers = parts
                    .into_iter()
                    .map(|part| (part.key, vec![offer(part.readings)]));
                writer.store(offers.collect::<Offers>(), 1).await?;
                while writer.absorption.is_some() {
                    writer.write_next().await?;
                }
                Ok(())
            })
        });
        work.await.expect("absorbs");
        drop(store);
        let store = loop {
            match open().await {
                Err(StoreError::InUse(_)) => tokio::time::sleep(Duration::from_millis(5)).await,
                opened => break opened.expect("opens"),
            }
        };
        assert_eq!(all(&store, town.warmth).await, month);
        verify(&store).await;
    }
}
