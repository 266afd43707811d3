use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::city::SeriesId;

use super::block_key::BlockKey;
use super::month::Month;
use super::open_month::OpenMonth;

/// Every month that exists, and those that are decoded in memory.
///
/// A month with readings that only the journal holds (dirty) stays until its
/// block is written; others go, least recently used first, above a limit.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    slots: BTreeMap<BlockKey, Slot>,
    clean_bytes: usize,
    dirty_bytes: usize,
    /// Counts changes; a slot's version says at which it changed last.
    version: u64,
    clock: AtomicU64,
}

/// One month of one series.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    /// The journal entries up to this one are in the stored block.
    pub(crate) upto: i64,
    /// Readings in the month.
    pub(crate) readings: u64,
    /// Bytes of block and rollup as stored.
    pub(crate) bytes: u64,
    open: Option<Arc<OpenMonth>>,
    size: usize,
    dirty: bool,
    version: u64,
    /// The version at which a block of newer content was written past the journal.
    overtaken: u64,
    used: AtomicU64,
}

/// What the shelf knows of a month.
#[derive(Debug, Clone)]
pub(crate) enum Held {
    /// There is no such month.
    Absent,
    /// It is on disk only; the version it has there.
    Stored(u64),
    /// It is in memory.
    Open(Arc<OpenMonth>),
}

impl Shelf {
    /// Decoded months that need not stay may take that much memory, in bytes.
    const CLEAN_LIMIT: usize = 32 << 20;

    /// What is known of a month.
    pub(crate) fn held(&self, key: BlockKey) -> Held {
        let Some(slot) = self.slots.get(&key) else {
            return Held::Absent;
        };
        match &slot.open {
            Some(month) => {
                slot.used.store(self.tick(), Ordering::Relaxed);
                Held::Open(Arc::clone(month))
            }
            None => Held::Stored(slot.version),
        }
    }

    /// The months of a series in order, between two months, both included.
    pub(crate) fn between(
        &self,
        series: SeriesId,
        from: Month,
        to: Month,
    ) -> impl DoubleEndedIterator<Item = (BlockKey, &Slot)> {
        let bounds = (from <= to).then(|| {
            let bound = |month| Bound::Included(BlockKey { series, month });
            (bound(from), bound(to))
        });
        bounds
            .into_iter()
            .flat_map(|bounds| self.slots.range(bounds).map(|(key, slot)| (*key, slot)))
    }

    /// Every month, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (BlockKey, &Slot)> {
        self.slots.iter().map(|(key, slot)| (*key, slot))
    }

    /// Readings of a series, and the bytes they take as stored.
    pub(crate) fn size_of(&self, series: SeriesId) -> (u64, u64) {
        self.between(series, Month::FIRST, Month::LAST)
            .fold((0, 0), |(readings, bytes), (_, slot)| {
                (readings + slot.readings, bytes + slot.bytes)
            })
    }

    /// Dirty months, in order.
    pub(crate) fn dirty(&self) -> impl Iterator<Item = (BlockKey, &Arc<OpenMonth>)> {
        self.all()
            .filter(|(_, slot)| slot.dirty)
            .filter_map(|(key, slot)| slot.open.as_ref().map(|month| (key, month)))
    }

    /// The last journal entry that the stored block of a month holds; 0 without a block.
    pub(crate) fn upto(&self, key: BlockKey) -> i64 {
        self.slots.get(&key).map_or(0, |slot| slot.upto)
    }

    /// Memory of the dirty months, in bytes.
    pub(crate) const fn dirty_bytes(&self) -> usize {
        self.dirty_bytes
    }

    /// Notes a month found on disk when the database is opened.
    pub(crate) fn note(&mut self, key: BlockKey, upto: i64, readings: u64, bytes: u64) {
        let slot = Slot {
            upto,
            readings,
            bytes,
            version: self.bump(),
            ..Slot::default()
        };
        self.slots.insert(key, slot);
    }

    /// Takes in a month read from disk, unless it changed since `version`.
    pub(crate) fn offer(&mut self, key: BlockKey, version: u64, month: Arc<OpenMonth>) {
        let unchanged = |slot: &&mut Slot| slot.version == version && slot.open.is_none();
        if let Some(slot) = self.slots.get_mut(&key).filter(unchanged) {
            slot.size = month.size();
            slot.open = Some(month);
            self.clean_bytes += slot.size;
            slot.used.store(
                self.clock.fetch_add(1, Ordering::Relaxed),
                Ordering::Relaxed,
            );
            self.evict();
        }
    }

    /// Takes in a month whose changes are in the journal.
    pub(crate) fn put_dirty(&mut self, key: BlockKey, month: Arc<OpenMonth>) {
        let version = self.bump();
        let used = self.tick();
        let slot = self.slots.entry(key).or_default();
        Self::forget(slot, &mut self.clean_bytes, &mut self.dirty_bytes);
        slot.size = month.size();
        slot.readings = u64::try_from(month.len()).unwrap_or(u64::MAX);
        slot.open = Some(month);
        slot.dirty = true;
        slot.version = version;
        slot.used.store(used, Ordering::Relaxed);
        self.dirty_bytes += slot.size;
    }

    /// Notes that a month was written. It stays in memory if it was there.
    pub(crate) fn put_stored(
        &mut self,
        key: BlockKey,
        month: Arc<OpenMonth>,
        upto: i64,
        bytes: u64,
    ) {
        let version = self.bump();
        let slot = self.slots.entry(key).or_default();
        let stays = slot.open.is_some();
        Self::forget(slot, &mut self.clean_bytes, &mut self.dirty_bytes);
        slot.readings = u64::try_from(month.len()).unwrap_or(u64::MAX);
        slot.upto = upto;
        slot.bytes = bytes;
        slot.version = version;
        slot.overtaken = version;
        if stays {
            slot.size = month.size();
            self.clean_bytes += slot.size;
            slot.open = Some(month);
        }
        self.evict();
    }

    /// Counts the changes so far: names this moment for [`Shelf::is_overtaken`].
    pub(crate) const fn version(&self) -> u64 {
        self.version
    }

    /// Whether newer content of a month was written since a moment.
    pub(crate) fn is_overtaken(&self, key: BlockKey, since: u64) -> bool {
        self.slots
            .get(&key)
            .is_none_or(|slot| slot.overtaken > since)
    }

    /// Forgets every month; what readers still hold will not be taken back in.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.clean_bytes = 0;
        self.dirty_bytes = 0;
        self.bump();
    }

    /// Notes that a dirty month was written as it was at some time; it stays
    /// dirty if it changed since.
    pub(crate) fn absorbed(
        &mut self,
        key: BlockKey,
        as_of: &Arc<OpenMonth>,
        upto: i64,
        bytes: u64,
    ) {
        let Some(slot) = self.slots.get_mut(&key) else {
            return;
        };
        slot.upto = upto;
        slot.bytes = bytes;
        if slot.dirty
            && slot
                .open
                .as_ref()
                .is_some_and(|now| Arc::ptr_eq(now, as_of))
        {
            slot.dirty = false;
            self.dirty_bytes = self.dirty_bytes.saturating_sub(slot.size);
            self.clean_bytes += slot.size;
            self.evict();
        }
    }

    fn forget(slot: &mut Slot, clean_bytes: &mut usize, dirty_bytes: &mut usize) {
        if slot.open.take().is_some() {
            let bytes = if slot.dirty { dirty_bytes } else { clean_bytes };
            *bytes = bytes.saturating_sub(slot.size);
        }
        slot.dirty = false;
        slot.size = 0;
    }

    /// Frees the least recently used quarter when the limit is passed.
    fn evict(&mut self) {
        if self.clean_bytes <= Self::CLEAN_LIMIT {
            return;
        }
        let clean = |slot: &Slot| slot.open.is_some() && !slot.dirty;
        let mut by_use: Vec<(u64, BlockKey)> = self
            .slots
            .iter()
            .filter(|(_, slot)| clean(slot))
            .map(|(key, slot)| (slot.used.load(Ordering::Relaxed), *key))
            .collect();
        by_use.sort_unstable();
        for (_, key) in by_use {
            if self.clean_bytes <= Self::CLEAN_LIMIT / 4 * 3 {
                break;
            }
            if let Some(slot) = self.slots.get_mut(&key) {
                Self::forget(slot, &mut self.clean_bytes, &mut self.dirty_bytes);
            }
        }
    }

    const fn bump(&mut self) -> u64 {
        self.version += 1;
        self.version
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }
}
