use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::city::SeriesId;
use model::measure::{DayTotal, Reading};
use model::time::{At, Day};

use super::Writer;
use crate::store::StoreError;
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::calendar::Calendar;
use crate::store::sqlite::month::Month;
use crate::store::sqlite::open_month::OpenMonth;
use crate::store::sqlite::series_facts::SeriesFacts;
use crate::store::sqlite::shelf::{Held, Shelf};
use crate::store::sqlite::staging::Staged;
use crate::store::sqlite::tables::blocks;

/// New totals of some days of a month, by place in the month.
type Totals = Vec<(BlockKey, Vec<(usize, DayTotal)>)>;

/// A month that has to be read from disk first, and its version there.
struct NotLoaded(BlockKey, u64);

/// Readings of one index series as they will be after the commit.
struct View<'a> {
    series: SeriesId,
    facts: &'a SeriesFacts,
    calendar: &'a Calendar,
    staged: &'a BTreeMap<BlockKey, Staged>,
    loaded: &'a HashMap<BlockKey, Arc<OpenMonth>>,
    shelf: &'a Shelf,
}

/// A month seen through a [`View`].
enum Seen<'a> {
    Staged(&'a OpenMonth),
    Kept(Arc<OpenMonth>),
}

impl AsRef<OpenMonth> for Seen<'_> {
    fn as_ref(&self) -> &OpenMonth {
        match self {
            Self::Staged(month) => month,
            Self::Kept(month) => month,
        }
    }
}

impl Writer {
    /// Recomputes the totals of an index series between the neighbours of its
    /// changed readings. That may reach into other months, which are then staged too.
    pub(super) async fn retotal(
        &mut self,
        series: SeriesId,
        staged: &mut BTreeMap<BlockKey, Staged>,
    ) -> Result<(), StoreError> {
        let facts = self.shared.facts(series)?;
        let mut loaded: HashMap<BlockKey, Arc<OpenMonth>> = HashMap::new();
        let changed: Vec<(At, At)> = staged
            .values()
            .filter(|month| month.key.series == series)
            .filter_map(|month| {
                let at = |r: &Reading| r.at;
                let first = month.changes.iter().map(at).min()?;
                Some((first, month.changes.iter().map(at).max()?))
            })
            .collect();
        for (first, last) in changed {
            loop {
                let found = View {
                    series,
                    facts: &facts,
                    calendar: &self.shared.calendar,
                    staged,
                    loaded: &loaded,
                    shelf: &self.shared.shelf(),
                }
                .totals_around(first, last);
                match found {
                    Ok(totals) => {
                        self.stage_totals(totals, &loaded, staged);
                        break;
                    }
                    Err(NotLoaded(key, version)) => {
                        loaded.insert(key, self.load_month(key, version).await?);
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads a month from disk, and keeps it for the next commit.
    async fn load_month(
        &mut self,
        key: BlockKey,
        version: u64,
    ) -> Result<Arc<OpenMonth>, StoreError> {
        let mut stored = blocks::load(&mut self.connection, &[key]).await?;
        let frame = self.shared.calendar.frame(key.month);
        let stored = stored.remove(&key).unwrap_or_default();
        let month = Arc::new(stored.open(&frame).map_err(|fault| (key, fault))?);
        self.shared
            .shelf_mut()
            .offer(key, version, Arc::clone(&month));
        Ok(month)
    }

    fn stage_totals(
        &self,
        totals: Totals,
        loaded: &HashMap<BlockKey, Arc<OpenMonth>>,
        staged: &mut BTreeMap<BlockKey, Staged>,
    ) {
        for (key, days) in totals {
            let month = staged.entry(key).or_insert_with(|| {
                let kept = match self.shared.shelf().held(key) {
                    Held::Open(month) => Some(month),
                    Held::Absent | Held::Stored(_) => loaded.get(&key).cloned(),
                };
                let empty = || OpenMonth::empty(&self.shared.calendar.frame(key.month));
                Staged::unchanged(key, kept.map_or_else(empty, |kept| OpenMonth::clone(&kept)))
            });
            for (index, total) in days {
                if let Some(day) = month.month.day_mut(index) {
                    day.total = total;
                }
                month.touch(index);
            }
        }
    }
}

impl View<'_> {
    /// Totals that change when the readings from `first` to `last` changed.
    fn totals_around(&self, first: At, last: At) -> Result<Totals, NotLoaded> {
        let zone = self.calendar.zone();
        let before = self.last_before(first)?;
        let after = self.first_from(last.plus_millis(1))?;
        let from = zone.day(before.map_or(first, |r| r.at));
        let to = zone.day(after.map_or(last, |r| r.at));
        let readings = self.readings_over(from, to)?;
        let totals: HashMap<Day, DayTotal> = self
            .facts
            .meter
            .day_totals(&readings, zone)
            .into_iter()
            .collect();
        let mut changed = Vec::new();
        for month in Self::months(from, to) {
            let seen = self.seen(month)?;
            let frame = self.calendar.frame(month);
            let days = (0..frame.days()).filter(|i| (from..=to).contains(&frame.day(*i)));
            let differing: Vec<(usize, DayTotal)> = days
                .filter_map(|index| {
                    let new = totals.get(&frame.day(index)).copied().unwrap_or_default();
                    let old = seen.as_ref().and_then(|month| month.as_ref().day(index));
                    (old.map(|day| day.total).unwrap_or_default() != new).then_some((index, new))
                })
                .collect();
            if !differing.is_empty() {
                changed.push((self.key(month), differing));
            }
        }
        Ok(changed)
    }

    /// Readings that count on those days, with the one before and the one after.
    fn readings_over(&self, from: Day, to: Day) -> Result<Vec<Reading>, NotLoaded> {
        let zone = self.calendar.zone();
        let (start, end) = (zone.start_of_day(from), zone.start_of_day(to.plus(1)));
        let mut readings: Vec<Reading> = self.last_before(start)?.into_iter().collect();
        for month in Self::months(from, to) {
            if let Some(seen) = self.seen(month)? {
                seen.as_ref().copy_between(start, end, &mut readings);
            }
        }
        readings.retain(|r| self.facts.counts(r));
        readings.extend(self.first_from(end)?);
        Ok(readings)
    }

    fn last_before(&self, at: At) -> Result<Option<Reading>, NotLoaded> {
        let mut month = Some(self.calendar.month_of(at));
        while let Some(here) = month {
            let seen = self.seen(here)?;
            let found = seen.and_then(|m| m.as_ref().last_counted_before(at, self.facts));
            if found.is_some() {
                return Ok(found);
            }
            month = self.month_before(here);
        }
        Ok(None)
    }

    fn first_from(&self, at: At) -> Result<Option<Reading>, NotLoaded> {
        let mut month = Some(self.calendar.month_of(at));
        while let Some(here) = month {
            let seen = self.seen(here)?;
            let found = seen.and_then(|m| m.as_ref().first_counted_from(at, self.facts));
            if found.is_some() {
                return Ok(found);
            }
            month = self.month_after(here);
        }
        Ok(None)
    }

    /// The closest earlier month with readings.
    fn month_before(&self, month: Month) -> Option<Month> {
        let kept = self
            .shelf
            .between(self.series, Month::FIRST, month.previous()?);
        let kept = kept.rev().find(|(_, slot)| slot.readings > 0);
        let mut staged = self.staged.range(self.key(Month::FIRST)..self.key(month));
        let kept = kept.map(|(key, _)| key.month);
        kept.max(staged.next_back().map(|(key, _)| key.month))
    }

    /// The closest later month with readings.
    fn month_after(&self, month: Month) -> Option<Month> {
        let mut kept = self.shelf.between(self.series, month.next(), Month::LAST);
        let kept = kept.find(|(_, slot)| slot.readings > 0);
        let mut staged = self
            .staged
            .range(self.key(month.next())..=self.key(Month::LAST));
        let months = [
            kept.map(|(key, _)| key.month),
            staged.next().map(|(key, _)| key.month),
        ];
        months.into_iter().flatten().min()
    }

    fn seen(&self, month: Month) -> Result<Option<Seen<'_>>, NotLoaded> {
        let key = self.key(month);
        if let Some(staged) = self.staged.get(&key) {
            return Ok(Some(Seen::Staged(&staged.month)));
        }
        if let Some(loaded) = self.loaded.get(&key) {
            return Ok(Some(Seen::Kept(Arc::clone(loaded))));
        }
        match self.shelf.held(key) {
            Held::Absent => Ok(None),
            Held::Open(kept) => Ok(Some(Seen::Kept(kept))),
            Held::Stored(version) => Err(NotLoaded(key, version)),
        }
    }

    fn months(from: Day, to: Day) -> impl Iterator<Item = Month> {
        let last = Calendar::month_of_day(to);
        let first = Calendar::month_of_day(from);
        core::iter::successors(Some(first), |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }

    const fn key(&self, month: Month) -> BlockKey {
        BlockKey {
            series: self.series,
            month,
        }
    }
}
