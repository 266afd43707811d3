use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use model::city::SeriesId;
use model::time::At;
use sqlx::Connection;
use tokio::time::Instant;

use super::{Append, Writer};
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::codec::encode_entry;
use crate::store::sqlite::open_month::OpenMonth;
use crate::store::sqlite::parallel::spread;
use crate::store::sqlite::shelf::Held;
use crate::store::sqlite::staging::{Base, Offer, Replaced, Staged, Staging};
use crate::store::sqlite::tables::late::{self, Late};
use crate::store::sqlite::tables::{blocks, corrections, journal};
use crate::store::sqlite::written_month::WrittenMonth;
use crate::store::{Appended, StoreError, TouchedDay};

/// What is offered to each month.
pub(super) type Offers = BTreeMap<BlockKey, Vec<Offer>>;

fn offers(callers: &[Append]) -> Offers {
    let mut offers = Offers::new();
    for (caller, append) in callers.iter().enumerate() {
        for part in &append.parts {
            offers.entry(part.key).or_default().push(Offer {
                caller,
                known_at: append.known_at,
                readings: Arc::clone(&part.readings),
            });
        }
    }
    offers
}

/// What came late of a month, together where it was known at one instant.
fn late_of(staged: &Staged) -> impl Iterator<Item = Late> {
    let same = staged.late.chunk_by(|a, b| a.0 == b.0);
    same.filter_map(|changes| {
        let known_at: At = changes.first()?.0;
        let changes = changes.iter().map(|(_, change)| *change).collect();
        Some((staged.key, known_at, changes))
    })
}

/// Staged months, parted by where they are written.
#[derive(Default)]
struct Plan {
    /// To the journal.
    journalled: Vec<Staged>,
    /// To their blocks at once.
    written: Vec<(Staged, WrittenMonth)>,
}

impl Writer {
    /// From that many readings of a month on, its block is written at once.
    const DENSE: usize = 200;
    /// With more months than that in a commit, all blocks are written at once.
    const MANY_MONTHS: usize = 2_000;
    /// With more readings than that, work goes to other threads.
    const HEAVY: usize = 20_000;

    /// Stores the readings of some callers in one transaction and answers them.
    /// When a damaged block stops one of them, the others go on without it.
    pub(super) async fn commit(&mut self, callers: Vec<Append>) {
        let outcome = self.store(offers(&callers), callers.len()).await;
        match outcome {
            Ok(done) => {
                for (caller, done) in callers.into_iter().zip(done) {
                    caller.tell(Ok(done));
                }
            }
            Err(StoreError::Inconsistent { .. }) if callers.len() > 1 => {
                for caller in callers {
                    let alone = core::slice::from_ref(&caller);
                    let done = self.store(offers(alone), 1).await;
                    caller.tell(done.map(|done| done.first().copied().unwrap_or_default()));
                }
            }
            Err(fault) => {
                tracing::warn!(%fault, callers = callers.len(), "readings were not stored");
                for caller in callers {
                    caller.tell(Err(fault.clone()));
                }
            }
        }
    }

    /// Merges offers, writes them and shows them; what each caller is told.
    pub(super) async fn store(
        &mut self,
        offers: Offers,
        callers: usize,
    ) -> Result<Vec<Appended>, StoreError> {
        let many = offers.len() > Self::MANY_MONTHS;
        let mut dense = BTreeSet::new();
        for (key, offers) in &offers {
            if many || offers.iter().map(|o| o.readings.len()).sum::<usize>() >= Self::DENSE {
                dense.insert(key.series);
            }
        }
        let mut staged = self.stage(offers).await?;
        let mut outcomes = vec![Appended::default(); callers];
        for (caller, outcome) in staged.values().flat_map(|s| &s.outcomes) {
            if let Some(all) = outcomes.get_mut(*caller) {
                *all = all.plus(*outcome);
            }
        }
        staged.retain(|_, month| month.touched != 0);
        if staged.is_empty() {
            return Ok(outcomes);
        }
        let plan = self.plan(staged, &dense).await?;
        self.write(&plan).await?;
        self.publish(plan);
        Ok(outcomes)
    }

    /// Merges offers with what is there, without anybody seeing it yet.
    pub(super) async fn stage(
        &mut self,
        offers: Offers,
    ) -> Result<BTreeMap<BlockKey, Staged>, StoreError> {
        let held: Vec<(BlockKey, Held)> = {
            let shelf = self.shared.shelf();
            offers.keys().map(|key| (*key, shelf.held(*key))).collect()
        };
        let on_disk: Vec<BlockKey> = held
            .iter()
            .filter(|(_, held)| matches!(held, Held::Stored(_)))
            .map(|(key, _)| *key)
            .collect();
        let mut stored = blocks::load(&mut self.connection, &on_disk).await?;
        let mut stagings = Vec::with_capacity(offers.len());
        let is_followed = self.shared.followed_from().is_some();
        for ((key, offers), (_, held)) in offers.into_iter().zip(held) {
            stagings.push(Staging {
                key,
                frame: self.shared.calendar.frame(key.month),
                facts: self.shared.facts(key.series)?,
                is_followed,
                base: match held {
                    Held::Absent => Base::Nothing,
                    Held::Open(month) => Base::Open(month),
                    Held::Stored(_) => Base::Stored(stored.remove(&key).unwrap_or_default()),
                },
                offers,
            });
        }
        let index: BTreeSet<SeriesId> = stagings
            .iter()
            .filter(|staging| staging.is_index())
            .map(|staging| staging.key.series)
            .collect();
        let heavy = stagings.iter().map(Staging::offered).sum::<usize>() > Self::HEAVY;
        let merged = spread(stagings, heavy, Staging::merge).await?;
        let mut staged = BTreeMap::new();
        for month in merged {
            let month = month?;
            staged.insert(month.key, month);
        }
        for series in index {
            self.retotal(series, &mut staged).await?;
        }
        Ok(staged)
    }

    /// Decides what goes to the journal and encodes the rest. A series of which
    /// one month is written has all its dirty months written, so that the totals
    /// of an index series never depend on a journal entry that is skipped.
    async fn plan(
        &self,
        staged: BTreeMap<BlockKey, Staged>,
        dense: &BTreeSet<SeriesId>,
    ) -> Result<Plan, StoreError> {
        let mut plan = Plan::default();
        let mut at_once: HashMap<BlockKey, Staged> = HashMap::new();
        for (key, month) in staged {
            if dense.contains(&key.series) {
                at_once.insert(key, month);
            } else {
                plan.journalled.push(month);
            }
        }
        if dense.is_empty() {
            return Ok(plan);
        }
        for (key, month) in self.shared.shelf().dirty() {
            if dense.contains(&key.series) {
                let as_is = || Staged::unchanged(key, OpenMonth::clone(month));
                at_once.entry(key).or_insert_with(as_is);
            }
        }
        let mut months: Vec<Staged> = at_once.into_values().collect();
        months.sort_unstable_by_key(|month| month.key);
        let readings: usize = months.iter().map(|month| month.month.len()).sum();
        let shared = Arc::clone(&self.shared);
        let encode = move |mut staged: Staged| {
            let month = Arc::new(core::mem::take(&mut staged.month));
            let frame = shared.calendar.frame(staged.key.month);
            WrittenMonth::encode(staged.key, month, &frame).map(|written| (staged, written))
        };
        for written in spread(months, readings > Self::HEAVY, encode).await? {
            plan.written.push(written?);
        }
        Ok(plan)
    }

    async fn write(&mut self, plan: &Plan) -> Result<(), StoreError> {
        let changes = || {
            let months = plan.journalled.iter().filter(|m| !m.changes.is_empty());
            months.map(|month| (month.key.series, month.changes.as_slice()))
        };
        let staged = || {
            plan.journalled
                .iter()
                .chain(plan.written.iter().map(|(s, _)| s))
        };
        let replaced: Vec<(SeriesId, Replaced)> = staged()
            .flat_map(|month| month.replaced.iter().map(|r| (month.key.series, *r)))
            .collect();
        let late: Vec<Late> = staged().flat_map(late_of).collect();
        let entry = changes().next().map(|_| encode_entry(changes()));
        let id = self.last_entry + 1;
        match entry {
            // The live path: one statement is its own transaction.
            Some(entry) if replaced.is_empty() && late.is_empty() && plan.written.is_empty() => {
                journal::append(&mut self.connection, id, entry).await?;
            }
            entry => {
                let mut transaction = self.connection.begin().await?;
                if let Some(entry) = entry {
                    journal::append(&mut transaction, id, entry).await?;
                }
                corrections::remember(&mut transaction, &replaced).await?;
                late::remember(&mut transaction, &late).await?;
                let written: Vec<&WrittenMonth> = plan.written.iter().map(|(_, w)| w).collect();
                blocks::write(&mut transaction, &written, self.last_entry).await?;
                transaction.commit().await?;
            }
        }
        let added: usize = changes().map(|(_, readings)| readings.len()).sum();
        if added > 0 {
            self.note_entry(id, added);
        }
        Ok(())
    }

    /// Counts an entry that is in the journal.
    pub(super) fn note_entry(&mut self, id: i64, readings: usize) {
        self.last_entry = id;
        self.journalled += u64::try_from(readings).unwrap_or(u64::MAX);
        self.oldest.get_or_insert_with(Instant::now);
    }

    /// Shows what was committed to readers and to the listener.
    fn publish(&mut self, plan: Plan) {
        let mut touched = Vec::new();
        let mut done = Vec::with_capacity(plan.journalled.len() + plan.written.len());
        for mut staged in plan.journalled {
            let month = Arc::new(core::mem::take(&mut staged.month));
            done.push((staged, month, None));
        }
        for (staged, written) in plan.written {
            let bytes = written.bytes();
            done.push((staged, written.month, Some(bytes)));
        }
        let latest = self.note_latest(done.iter().map(|(staged, month, _)| (staged.key, month)));
        if self.shared.listener.is_heard() {
            for (staged, month, _) in &done {
                let frame = self.shared.calendar.frame(staged.key.month);
                touched.extend(staged.touched_days().map(|index| {
                    TouchedDay {
                        series: staged.key.series,
                        day: frame.day(index),
                        total: month
                            .day(index)
                            .map(|day| day.total.with_low(&day.rollup))
                            .unwrap_or_default(),
                        latest: latest.get(&staged.key.series).copied(),
                    }
                }));
            }
        }
        let mut shelf = self.shared.shelf_mut();
        for (staged, month, written) in done {
            match written {
                None => shelf.put_dirty(staged.key, month),
                Some(bytes) => shelf.put_stored(staged.key, month, self.last_entry, bytes),
            }
        }
        drop(shelf);
        if !touched.is_empty() {
            self.shared.listener.tell(touched);
        }
    }
}
