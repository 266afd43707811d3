use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::city::SeriesId;
use model::measure::{DayTotal, Reading};
use model::time::{At, Day};

use super::block_key::BlockKey;
use super::calendar::Calendar;
use super::codec::{Undecodable, decode_days};
use super::handles::Shared;
use super::open_month::OpenMonth;
use super::parallel::spread;
use super::shelf::Held;
use super::tables::blocks;
use crate::store::{DayRow, SeriesDays, StoreError};

impl Shared {
    /// Readings of a series in `[from, to)`, by instant.
    pub(crate) async fn readings(
        &self,
        series: SeriesId,
        from: At,
        to: At,
    ) -> Result<Vec<Reading>, StoreError> {
        if from >= to {
            return Ok(Vec::new());
        }
        let first = self.calendar.month_of(from);
        let last = self.calendar.month_of(to.plus_millis(-1));
        let mut held: Vec<(BlockKey, Held)> = {
            let shelf = self.shelf();
            let months = shelf.between(series, first, last);
            let with_readings = months.filter(|(_, slot)| slot.readings > 0);
            with_readings
                .map(|(key, _)| (key, shelf.held(key)))
                .collect()
        };
        self.fetch(&mut held).await?;
        let mut readings = Vec::new();
        for (_, held) in held {
            if let Held::Open(month) = held {
                month.copy_between(from, to, &mut readings);
            }
        }
        Ok(readings)
    }

    /// Reads the months that are on disk only, and keeps them for the next reader.
    async fn fetch(&self, held: &mut [(BlockKey, Held)]) -> Result<(), StoreError> {
        let on_disk = held
            .iter()
            .filter(|(_, held)| matches!(held, Held::Stored(_)));
        let on_disk: Vec<BlockKey> = on_disk.map(|(key, _)| *key).collect();
        if on_disk.is_empty() {
            return Ok(());
        }
        let mut stored = blocks::load(&mut *self.readers.acquire().await?, &on_disk).await?;
        for (key, held) in held {
            let Held::Stored(version) = *held else {
                continue;
            };
            let frame = self.calendar.frame(key.month);
            let stored = stored.remove(key).unwrap_or_default();
            let month = Arc::new(stored.open(&frame).map_err(|fault| (*key, fault))?);
            self.shelf_mut().offer(*key, version, Arc::clone(&month));
            *held = Held::Open(month);
        }
        Ok(())
    }

    /// Kept aggregates of a series for the local days `[from, to]`, by day.
    pub(crate) async fn day_rows(
        &self,
        series: SeriesId,
        from: Day,
        to: Day,
    ) -> Result<Vec<DayRow>, StoreError> {
        let (first, last) = (Calendar::month_of_day(from), Calendar::month_of_day(to));
        // Memory before disk: a month that leaves memory in between is on disk by then.
        let held: Vec<(BlockKey, Held)> = {
            let shelf = self.shelf();
            let months = shelf.between(series, first, last);
            months.map(|(key, _)| (key, shelf.held(key))).collect()
        };
        let mut on_disk = held
            .iter()
            .filter(|(_, held)| matches!(held, Held::Stored(_)));
        let mut stored: HashMap<BlockKey, Vec<u8>> = HashMap::new();
        if let Some((first, _)) = on_disk.next() {
            let last = on_disk.next_back().map_or(first, |(key, _)| key);
            let days = blocks::load_days(&self.readers, first.packed(), last.packed()).await?;
            stored.extend(days);
        }
        let mut rows = Vec::new();
        for (key, held) in held {
            let frame = self.calendar.frame(key.month);
            match held {
                Held::Open(month) => rows.extend(month.rows(&frame)),
                Held::Stored(_) => {
                    let days = stored.remove(&key).unwrap_or_default();
                    rows.extend(decode_days(&days, &frame).map_err(|fault| (key, fault))?);
                }
                Held::Absent => {}
            }
        }
        rows.retain(|row| from <= row.day && row.day <= to);
        Ok(rows)
    }

    /// Every day total of every series, with the latest reading of each.
    pub(crate) async fn all_day_totals(self: &Arc<Self>) -> Result<Vec<SeriesDays>, StoreError> {
        let dirty: BTreeMap<BlockKey, Arc<OpenMonth>> = {
            let shelf = self.shelf();
            shelf
                .dirty()
                .map(|(key, month)| (key, Arc::clone(month)))
                .collect()
        };
        let latest = self.catalogue().latest.clone();
        let mut stored = blocks::load_days(&self.readers, 0, i64::MAX).await?;
        stored.retain(|(key, _)| !dirty.contains_key(key));
        let shared = Arc::clone(self);
        let decode = move |(key, days): (BlockKey, Vec<u8>)| {
            let frame = shared.calendar.frame(key.month);
            let rows = decode_days(&days, &frame).map_err(|fault| (key, fault))?;
            Ok((key, totals(rows.into_iter())))
        };
        let heavy = stored.len() > 256;
        let decoded: Vec<Result<_, (BlockKey, Undecodable)>> =
            spread(stored, heavy, decode).await?;
        let mut months: BTreeMap<BlockKey, Vec<(Day, DayTotal)>> =
            decoded.into_iter().collect::<Result<_, _>>()?;
        for (key, month) in dirty {
            let frame = self.calendar.frame(key.month);
            months.insert(key, totals(month.rows(&frame)));
        }
        let mut all: Vec<SeriesDays> = Vec::new();
        for (key, days) in months {
            match all.last_mut() {
                Some((series, before, _)) if *series == key.series => before.extend(days),
                _ => all.push((key.series, days, latest.get(&key.series).copied())),
            }
        }
        Ok(all)
    }
}

/// The days with their totals and lowest readings.
pub(super) fn totals(rows: impl Iterator<Item = DayRow>) -> Vec<(Day, DayTotal)> {
    rows.map(|row| (row.day, row.total.with_low(&row.rollup)))
        .collect()
}
