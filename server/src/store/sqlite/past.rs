use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use model::city::{SeriesId, SeriesKind};
use model::measure::{DayTotal, Reading};
use model::time::{At, Day};

use super::block_key::BlockKey;
use super::calendar::Calendar;
use super::handles::Shared;
use super::late_change::LateChange;
use super::month::Month;
use super::open_month::OpenMonth;
use super::partition::partition;
use super::reading::totals;
use super::recomputation::months_of;
use super::series_facts::SeriesFacts;
use super::tables::{late, series};
use crate::store::{DayRow, SeriesDays, StoreError};

/// What undoes late changes, by month.
type Undo = HashMap<BlockKey, Vec<LateChange>>;

impl Shared {
    /// The first instant that was not known of at the end of a day.
    pub(crate) fn end_of(&self, on: Day) -> At {
        self.calendar.zone().start_of_day(on.plus(1))
    }

    /// The instant until which what was said counts as known at the end of a day: that end,
    /// or when the town was first shown, for what was brought in before.
    pub(crate) fn known_until(&self, on: Day) -> At {
        let end = self.end_of(on);
        self.followed_from().map_or(end, |from| from.max(end))
    }

    /// Readings of a series in `[from, to)` as they were known at the end of a day.
    pub(crate) async fn readings_known(
        &self,
        series: SeriesId,
        from: At,
        to: At,
        on: Day,
    ) -> Result<Vec<Reading>, StoreError> {
        let end = self.end_of(on);
        let to = to.min(end);
        if from >= to {
            return Ok(Vec::new());
        }
        let first = self.calendar.month_of(from);
        let last = self.calendar.month_of(to.plus_millis(-1));
        let key = |month| BlockKey { series, month }.packed();
        let undo = late::after(&self.readers, end, key(first), key(last)).await?;
        let mut readings = self.readings(series, from, to).await?;
        for changes in undo.into_values() {
            let inside = changes.into_iter().filter(|c| from <= c.at && c.at < to);
            LateChange::undo(inside, &mut readings);
        }
        Ok(readings)
    }

    /// What all day totals were at the end of a day.
    pub(crate) async fn day_totals_known(
        self: &Arc<Self>,
        on: Day,
    ) -> Result<Vec<SeriesDays>, StoreError> {
        let mut undo: BTreeMap<SeriesId, Undo> = BTreeMap::new();
        let last = Calendar::month_of_day(on);
        for (key, changes) in late::after(&self.readers, self.end_of(on), 0, i64::MAX).await? {
            if key.month <= last {
                undo.entry(key.series).or_default().insert(key, changes);
            }
        }
        let mut former = self.former_facts(on).await?;
        let mut known = Vec::new();
        for (series, mut days, _) in self.all_day_totals().await? {
            let undo = undo.remove(&series).unwrap_or_default();
            let facts = self.facts(series)?;
            let former = former.remove(&series);
            // A later reading of an index decides on the days since the one before it.
            if former.is_some() || facts.kind == SeriesKind::Index {
                let facts = former.as_ref().unwrap_or(&facts);
                let all = (Month::FIRST.first_day(), on);
                let rows = self.rows_by(facts, series, all, on).await?;
                days = totals(rows.into_iter());
            } else {
                days.retain(|(day, _)| *day <= on);
                for (key, changes) in undo {
                    self.take_back(key, changes, &facts, &mut days).await?;
                }
                days.retain(|(day, _)| *day <= on);
            }
            let Some((last, _)) = days.last() else {
                continue;
            };
            let from = self.calendar.zone().start_of_day(*last);
            let latest = self
                .readings_known(series, from, self.end_of(on), on)
                .await?;
            known.push((series, days, latest.last().copied()));
        }
        Ok(known)
    }

    /// Works out the days of a month anew that late changes touched.
    async fn take_back(
        &self,
        key: BlockKey,
        changes: Vec<LateChange>,
        facts: &SeriesFacts,
        days: &mut Vec<(Day, DayTotal)>,
    ) -> Result<(), StoreError> {
        let frame = self.calendar.frame(key.month);
        let mut touched: Vec<usize> = changes.iter().map(|c| frame.index_of(c.at)).collect();
        touched.sort_unstable();
        touched.dedup();
        let mut readings = self
            .readings(key.series, frame.start(0), frame.end())
            .await?;
        LateChange::undo(changes.into_iter(), &mut readings);
        let mut month = OpenMonth::from_parts(&frame, &readings, &[]);
        days.retain(|(day, _)| {
            let index = frame.place_of(*day);
            !index.is_some_and(|index| touched.contains(&index))
        });
        for index in touched {
            if month.day(index).is_some() {
                month.summarise(index, &frame, facts);
            }
        }
        // Days that were not touched have no aggregates here, and so no rows.
        days.extend(totals(month.rows(&frame)));
        days.sort_unstable_by_key(|(day, _)| *day);
        Ok(())
    }

    /// The kept aggregates of a series for the local days `[from, to]` as they were known
    /// at the end of a day, by day.
    pub(crate) async fn day_rows_known(
        &self,
        series: SeriesId,
        (from, to): (Day, Day),
        on: Day,
    ) -> Result<Vec<DayRow>, StoreError> {
        let facts = match self.former_facts(on).await?.remove(&series) {
            Some(former) => former,
            None => SeriesFacts::clone(&*self.facts(series)?),
        };
        self.rows_by(&facts, series, (from, to), on).await
    }

    /// How the readings of series added up at the end of a day, where that has changed.
    async fn former_facts(&self, on: Day) -> Result<HashMap<SeriesId, SeriesFacts>, StoreError> {
        let known = series::known_before(&self.readers, self.end_of(on)).await?;
        let known = known.into_iter().filter_map(|known| {
            let then = SeriesFacts::of(&known.series);
            let now = self.facts(known.id).ok()?;
            (*now != then).then_some((known.id, then))
        });
        Ok(known.collect())
    }

    async fn rows_by(
        &self,
        facts: &SeriesFacts,
        series: SeriesId,
        (from, to): (Day, Day),
        on: Day,
    ) -> Result<Vec<DayRow>, StoreError> {
        let (first, end) = match facts.kind {
            // The reading before decides on the days up to the next one.
            SeriesKind::Index => (Month::FIRST, self.end_of(on)),
            _ => (
                Calendar::month_of_day(from),
                self.calendar.zone().start_of_day(to.plus(1)),
            ),
        };
        let start = self.calendar.zone().start_of_day(first.first_day());
        let readings = self.readings_known(series, start, end, on).await?;
        let mut parts = Vec::new();
        partition(series, readings, &self.calendar, &mut parts);
        let by_month: Vec<_> = parts
            .into_iter()
            .map(|part| (part.key, part.readings))
            .collect();
        let mut rows = Vec::new();
        for (key, month) in months_of(series, &by_month, facts, &self.calendar) {
            rows.extend(month.rows(&self.calendar.frame(key.month)));
        }
        rows.retain(|row| from <= row.day && row.day <= to);
        Ok(rows)
    }
}
