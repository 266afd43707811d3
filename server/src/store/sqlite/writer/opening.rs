use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use model::city::SeriesId;
use model::measure::Reading;
use model::time::At;
use sqlx::SqliteConnection;
use tokio::sync::mpsc;

use super::commit::Offers;
use super::{Job, Limits, Writer};
use crate::store::StoreError;
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::codec::decode_entry;
use crate::store::sqlite::handles::Shared;
use crate::store::sqlite::open_month::OpenMonth;
use crate::store::sqlite::partition::partition;
use crate::store::sqlite::series_facts::SeriesFacts;
use crate::store::sqlite::shelf::Held;
use crate::store::sqlite::staging::Offer;
use crate::store::sqlite::tables::{blocks, journal, meta, series};

impl Writer {
    /// Takes the writing connection and fills memory from the database.
    pub(crate) async fn open(
        connection: SqliteConnection,
        shared: Arc<Shared>,
        jobs: mpsc::Receiver<Job>,
        limits: Limits,
    ) -> Result<Self, StoreError> {
        let mut writer = Self {
            connection,
            shared,
            jobs,
            limits,
            last_entry: 0,
            journalled: 0,
            oldest: None,
            not_before: None,
            absorption: None,
            stopping: false,
        };
        writer.reload().await?;
        Ok(writer)
    }

    /// Forgets what is in memory and reads the database anew, journal included.
    pub(crate) async fn reload(&mut self) -> Result<(), StoreError> {
        self.absorption = None;
        self.journalled = 0;
        self.oldest = None;
        self.last_entry = 0;
        let facts: HashMap<_, _> = series::list(&mut self.connection)
            .await?
            .into_iter()
            .map(|stored| (stored.id, Arc::new(SeriesFacts::of(&stored.series))))
            .collect();
        {
            let mut catalogue = self.shared.catalogue_mut();
            catalogue.facts = facts;
            catalogue.latest.clear();
        }
        let demo = meta::get(&mut self.connection, meta::DEMO).await?;
        let demo = demo.as_deref() == Some("1");
        self.shared.demo.store(demo, Ordering::Relaxed);
        let followed = meta::get(&mut self.connection, meta::FOLLOWED_FROM).await?;
        let followed = followed.and_then(|ms| ms.parse().ok());
        self.shared.set_followed_from(followed.map(At::from_millis));
        let notes = blocks::notes(&mut self.connection).await?;
        {
            let mut shelf = self.shared.shelf_mut();
            shelf.clear();
            for (key, upto, readings, bytes) in notes {
                let count = |n: i64| u64::try_from(n).unwrap_or(0);
                shelf.note(blocks::unpack(key)?, upto, count(readings), count(bytes));
                self.last_entry = self.last_entry.max(upto);
            }
        }
        self.load_latest().await?;
        self.replay().await
    }

    /// Reads the last month with readings of each series, which live feeds continue.
    async fn load_latest(&mut self) -> Result<(), StoreError> {
        let mut last: HashMap<SeriesId, BlockKey> = HashMap::new();
        for (key, slot) in self.shared.shelf().all() {
            if slot.readings > 0 {
                last.insert(key.series, key);
            }
        }
        let keys: Vec<BlockKey> = last.into_values().collect();
        for keys in keys.chunks(256) {
            let stored = blocks::load(&mut self.connection, keys).await?;
            let mut months = Vec::with_capacity(stored.len());
            for (key, stored) in stored {
                let frame = self.shared.calendar.frame(key.month);
                match stored.open(&frame) {
                    Ok(month) => months.push((key, Arc::new(month))),
                    // The database must open for `verify` to name every damaged block.
                    Err(fault) => tracing::error!(%key, %fault, "a block is damaged"),
                }
            }
            self.note_latest(months.iter().map(|(key, month)| (*key, month)));
            let mut shelf = self.shared.shelf_mut();
            for (key, month) in months {
                if let Held::Stored(version) = shelf.held(key) {
                    shelf.offer(key, version, month);
                }
            }
        }
        Ok(())
    }

    /// Merges the journal entries that the blocks do not hold yet.
    async fn replay(&mut self) -> Result<(), StoreError> {
        let mut offers = Offers::new();
        for (id, entry) in journal::entries(&mut self.connection).await? {
            let changes = decode_entry(&entry).map_err(|fault| StoreError::Inconsistent {
                table: "journal",
                row: id.to_string(),
                reason: fault.to_string(),
            })?;
            let mut readings = 0;
            let mut parts = Vec::new();
            for (series, changes) in changes {
                readings += changes.len();
                partition(series, changes, &self.shared.calendar, &mut parts);
            }
            self.note_entry(id.max(self.last_entry), readings);
            let shelf = self.shared.shelf();
            parts.retain(|part| shelf.upto(part.key) < id);
            for part in parts {
                offers.entry(part.key).or_default().push(Offer {
                    caller: 0,
                    // Corrections were remembered when the entry was written.
                    known_at: At::default(),
                    readings: part.readings,
                });
            }
        }
        let staged = self.stage(offers).await?;
        let months: Vec<(BlockKey, Arc<OpenMonth>)> = staged
            .into_iter()
            .filter(|(_, staged)| staged.touched != 0)
            .map(|(key, staged)| (key, Arc::new(staged.month)))
            .collect();
        self.note_latest(months.iter().map(|(key, month)| (*key, month)));
        let mut shelf = self.shared.shelf_mut();
        for (key, month) in months {
            shelf.put_dirty(key, month);
        }
        Ok(())
    }

    /// Keeps the latest reading of each series; returns those of the months given.
    pub(super) fn note_latest<'m>(
        &self,
        months: impl Iterator<Item = (BlockKey, &'m Arc<OpenMonth>)>,
    ) -> HashMap<SeriesId, Reading> {
        let mut catalogue = self.shared.catalogue_mut();
        let mut latest = HashMap::new();
        for (key, month) in months {
            if let Some(last) = month.last() {
                let known = catalogue.latest.entry(key.series).or_insert(last);
                if last.at >= known.at {
                    *known = last;
                }
                latest.insert(key.series, *known);
            }
        }
        latest
    }
}
