use model::city::{Place, PlaceCode, SeriesId};
use model::measure::Reading;
use model::time::{At, Day};
use model::watch::Alert;

use crate::store::{
    Correction, CounterDay, DayRow, FactVersion, ObjectiveVersion, Rating, SeriesDays, Store,
    StoreError, StoredSeries, SurveyResult,
};

/// What the database knows, now or at the end of a past day.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    store: &'a dyn Store,
    /// The day, and the first instant after it.
    on: Option<(Day, At)>,
}

impl<'a> Knowledge<'a> {
    /// Everything that is known now.
    pub const fn now(store: &'a dyn Store) -> Self {
        Self { store, on: None }
    }

    /// What was known when a day ended; `end` is the first instant after it.
    pub const fn at_the_end_of(store: &'a dyn Store, day: Day, end: At) -> Self {
        Self {
            store,
            on: Some((day, end)),
        }
    }

    /// The database itself.
    pub const fn store(&self) -> &'a dyn Store {
        self.store
    }

    /// The past day whose knowledge it is.
    pub fn day(&self) -> Option<Day> {
        self.on.map(|(day, _)| day)
    }

    /// Every place, by code.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn places(&self) -> Result<Vec<Place>, StoreError> {
        match self.on {
            None => self.store.places().await,
            Some((day, _)) => self.store.places_known(day).await,
        }
    }

    /// Every series, by number.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn series(&self) -> Result<Vec<StoredSeries>, StoreError> {
        match self.on {
            None => self.store.series().await,
            Some((day, _)) => self.store.series_known(day).await,
        }
    }

    /// Readings of a series in `[from, to)`, by instant.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn readings(
        &self,
        series: SeriesId,
        from: At,
        to: At,
    ) -> Result<Vec<Reading>, StoreError> {
        match self.on {
            None => self.store.readings(series, from, to).await,
            Some((day, _)) => self.store.readings_known(series, from, to, day).await,
        }
    }

    /// Aggregates of a series for the local days `[from, to]`, by day.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn day_rows(
        &self,
        series: SeriesId,
        from: Day,
        to: Day,
    ) -> Result<Vec<DayRow>, StoreError> {
        match self.on {
            None => self.store.day_rows(series, from, to).await,
            Some((day, _)) => self.store.day_rows_known(series, from, to, day).await,
        }
    }

    /// Every day total of every series, with the latest reading of each.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn day_totals(&self) -> Result<Vec<SeriesDays>, StoreError> {
        match self.on {
            None => self.store.all_day_totals().await,
            Some((day, _)) => self.store.day_totals_known(day).await,
        }
    }

    /// The versions of objectives that were adopted, oldest first; what replaced one
    /// later is not known yet.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn objective_versions(&self) -> Result<Vec<ObjectiveVersion>, StoreError> {
        let mut versions = self.store.objective_versions().await?;
        if let Some((_, end)) = self.on {
            versions.retain(|version| version.known_at < end);
            for version in &mut versions {
                version.retired_at = version.retired_at.filter(|at| *at < end);
            }
        }
        Ok(versions)
    }

    /// The dated facts that hold good.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn facts(&self) -> Result<Vec<FactVersion>, StoreError> {
        let mut versions = self.store.fact_versions().await?;
        versions.retain(|version| match self.on {
            None => version.retired_at.is_none(),
            Some((_, end)) => {
                version.known_at < end && version.retired_at.is_none_or(|at| at >= end)
            }
        });
        Ok(versions)
    }

    /// Corrections of a series, latest first, at most `limit`.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn corrections(
        &self,
        series: SeriesId,
        limit: u32,
    ) -> Result<Vec<Correction>, StoreError> {
        let before = self.on.map(|(_, end)| end);
        self.store.corrections(series, before, limit).await
    }

    /// What the watch found, with what became of it, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn alerts(&self) -> Result<Vec<Alert>, StoreError> {
        match self.on {
            None => self.store.alerts().await,
            Some((day, _)) => self.store.alerts_known(day).await,
        }
    }

    /// The days `[from, to]` of a counter, or of all, that are worked out.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn counter_days(
        &self,
        counter: Option<PlaceCode>,
        from: Day,
        to: Day,
    ) -> Result<Vec<CounterDay>, StoreError> {
        match self.on {
            None => self.store.rollups(counter, from, to).await,
            Some((day, _)) => self.store.rollups_known(counter, from, to, day).await,
        }
    }

    /// Answers of a counter in `[from, to)`, by instant.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn ratings(
        &self,
        counter: PlaceCode,
        from: At,
        to: At,
    ) -> Result<Vec<Rating>, StoreError> {
        match self.on {
            None => self.store.ratings(counter, from, to).await,
            Some((day, _)) => self.store.ratings_known(counter, from, to, day).await,
        }
    }

    /// What surveys found at a counter, by year and criterion.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn survey_results(
        &self,
        counter: PlaceCode,
    ) -> Result<Vec<SurveyResult>, StoreError> {
        match self.on {
            None => self.store.survey_results(counter).await,
            Some((day, _)) => self.store.survey_results_known(counter, day).await,
        }
    }
}
