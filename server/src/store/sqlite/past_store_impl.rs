use model::city::{Place, PlaceCode, SeriesId};
use model::measure::Reading;
use model::time::{At, Day};
use model::watch::Alert;

use super::SqliteStore;
use super::tables::{
    alerts, meta, places, ratings, reception_rollups, rules_versions, series, survey_results,
};
use crate::store::trait_store::Answer;
use crate::store::{
    CounterDay, DayRow, KeptRules, PastStore, Rating, SeriesDays, StoredSeries, SurveyResult,
};

impl PastStore for SqliteStore {
    fn followed_from(&self) -> Option<At> {
        self.shared.followed_from()
    }

    fn follow(&self, from: At) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                if writer.shared.followed_from().is_none() {
                    let ms = from.millis().to_string();
                    meta::set(&mut writer.connection, meta::FOLLOWED_FROM, &ms).await?;
                    writer.shared.set_followed_from(Some(from));
                }
                Ok(())
            })
        }))
    }

    fn keep_rules(&self, rules: KeptRules, known_at: At) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(rules_versions::keep(
                &mut writer.connection,
                rules,
                known_at,
            ))
        }))
    }

    fn rules_known(&self, on: Day) -> Answer<'_, Option<KeptRules>> {
        let end = self.shared.end_of(on);
        Box::pin(rules_versions::before(&self.shared.readers, end))
    }

    fn places_known(&self, on: Day) -> Answer<'_, Vec<Place>> {
        let end = self.shared.end_of(on);
        Box::pin(places::known_before(&self.shared.readers, end))
    }

    fn series_known(&self, on: Day) -> Answer<'_, Vec<StoredSeries>> {
        let end = self.shared.end_of(on);
        Box::pin(series::known_before(&self.shared.readers, end))
    }

    fn readings_known(
        &self,
        series: SeriesId,
        from: At,
        to: At,
        on: Day,
    ) -> Answer<'_, Vec<Reading>> {
        Box::pin(self.shared.readings_known(series, from, to, on))
    }

    fn day_rows_known(
        &self,
        series: SeriesId,
        from: Day,
        to: Day,
        on: Day,
    ) -> Answer<'_, Vec<DayRow>> {
        Box::pin(self.shared.day_rows_known(series, (from, to), on))
    }

    fn day_totals_known(&self, on: Day) -> Answer<'_, Vec<SeriesDays>> {
        Box::pin(self.shared.day_totals_known(on))
    }

    fn alerts_known(&self, on: Day) -> Answer<'_, Vec<Alert>> {
        let end = self.shared.end_of(on);
        Box::pin(alerts::known_before(&self.shared.readers, on, end))
    }

    fn rollups_known(
        &self,
        counter: Option<PlaceCode>,
        from: Day,
        to: Day,
        on: Day,
    ) -> Answer<'_, Vec<CounterDay>> {
        let end = self.shared.end_of(on);
        Box::pin(reception_rollups::known_before(
            &self.shared.readers,
            counter,
            from,
            to,
            end,
        ))
    }

    fn ratings_known(
        &self,
        counter: PlaceCode,
        from: At,
        to: At,
        on: Day,
    ) -> Answer<'_, Vec<Rating>> {
        Box::pin(ratings::list(
            &self.shared.readers,
            counter,
            (from, to.min(self.shared.end_of(on))),
            Some(self.shared.known_until(on)),
        ))
    }

    fn survey_results_known(&self, counter: PlaceCode, on: Day) -> Answer<'_, Vec<SurveyResult>> {
        Box::pin(survey_results::known(
            &self.shared.readers,
            counter,
            (on.year(), self.shared.end_of(on)),
            self.shared.known_until(on),
        ))
    }
}
