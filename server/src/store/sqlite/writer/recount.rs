use std::collections::HashMap;
use std::sync::Arc;

use model::city::{Series, SeriesId};
use model::time::At;
use sqlx::Connection;

use super::Writer;
use crate::store::sqlite::month::Month;
use crate::store::sqlite::recomputation::recompute_series;
use crate::store::sqlite::series_facts::SeriesFacts;
use crate::store::sqlite::tables::{blocks, series};
use crate::store::sqlite::written_month::WrittenMonth;
use crate::store::{StoreError, TouchedDay};

impl Writer {
    /// Adds or updates series; a series with readings whose step, rollover or
    /// meaning of zero changes has its aggregates recomputed in the same transaction.
    pub(crate) async fn put_series(
        &mut self,
        wanted: Vec<Series>,
        known_at: At,
    ) -> Result<Vec<SeriesId>, StoreError> {
        let is_followed = self.shared.followed_from().is_some();
        let (mut recounted, mut replaced) = (HashMap::new(), Vec::new());
        for new in &wanted {
            let old = series::find(&mut self.connection, &new.code).await?;
            let former = old.as_ref().map(|old| old.series.clone());
            if is_followed && former.as_ref() != Some(new) {
                replaced.push((new.code.clone(), former));
            }
            if let Some(old) = old.filter(|old| self.has_readings(old.id)) {
                compatible(&old.series, new)?;
                if SeriesFacts::of(&old.series) != SeriesFacts::of(new) {
                    recounted.insert(old.id, SeriesFacts::of(new));
                }
            }
        }
        if !recounted.is_empty() {
            self.absorb_all().await?;
        }
        let mut transaction = self.connection.begin().await?;
        for (code, former) in &replaced {
            series::keep_former(&mut transaction, code, known_at, former.as_ref()).await?;
        }
        let mut ids = Vec::with_capacity(wanted.len());
        for new in &wanted {
            ids.push(series::put(&mut transaction, new).await?);
        }
        let mut written = Vec::new();
        for (id, facts) in recounted {
            let stored = blocks::load_series(&mut transaction, id).await?;
            for (key, month) in recompute_series(id, &stored, &facts, &self.shared.calendar)? {
                let frame = self.shared.calendar.frame(key.month);
                written.push(WrittenMonth::encode(key, Arc::new(month), &frame)?);
            }
        }
        let months: Vec<&WrittenMonth> = written.iter().collect();
        blocks::write(&mut transaction, &months, self.last_entry).await?;
        transaction.commit().await.map_err(|error| match error {
            sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => {
                StoreError::Conflict(
                    "a series names a place that does not exist: import places first".to_owned(),
                )
            }
            other => other.into(),
        })?;
        self.adopt(&wanted, &ids, written);
        Ok(ids)
    }

    fn has_readings(&self, series: SeriesId) -> bool {
        let shelf = self.shared.shelf();
        let mut months = shelf.between(series, Month::FIRST, Month::LAST);
        months.any(|(_, slot)| slot.readings > 0)
    }

    /// Takes committed series and their recomputed months into memory.
    fn adopt(&self, wanted: &[Series], ids: &[SeriesId], written: Vec<WrittenMonth>) {
        {
            let mut catalogue = self.shared.catalogue_mut();
            for (id, new) in ids.iter().zip(wanted) {
                catalogue.facts.insert(*id, Arc::new(SeriesFacts::of(new)));
            }
        }
        let mut touched = Vec::new();
        let mut shelf = self.shared.shelf_mut();
        for month in written {
            let frame = self.shared.calendar.frame(month.key.month);
            let latest = self
                .shared
                .catalogue()
                .latest
                .get(&month.key.series)
                .copied();
            touched.extend((0..frame.days()).map(|index| {
                TouchedDay {
                    series: month.key.series,
                    day: frame.day(index),
                    total: month
                        .month
                        .day(index)
                        .map(|day| day.total.with_low(&day.rollup))
                        .unwrap_or_default(),
                    latest,
                }
            }));
            let bytes = month.bytes();
            shelf.put_stored(month.key, month.month, self.last_entry, bytes);
        }
        drop(shelf);
        if !touched.is_empty() && self.shared.listener.is_heard() {
            self.shared.listener.tell(touched);
        }
    }
}

fn compatible(old: &Series, new: &Series) -> Result<(), StoreError> {
    if old.kind == new.kind && old.unit == new.unit {
        return Ok(());
    }
    Err(StoreError::Conflict(format!(
        "series {} has readings in {} ({}): give the readings in {} ({}) another series code",
        old.code,
        old.unit.symbol(),
        old.kind.as_str(),
        new.unit.symbol(),
        new.kind.as_str(),
    )))
}
