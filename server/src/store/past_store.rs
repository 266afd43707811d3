use model::city::{Place, PlaceCode, SeriesId};
use model::measure::Reading;
use model::time::{At, Day};
use model::watch::Alert;

use super::trait_store::Answer;
use super::{CounterDay, DayRow, Rating, SeriesDays, StoredSeries, SurveyResult};

/// The rules by which a town was judged, as text that their reader understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRules {
    /// The theme packs, as JSON.
    pub themes: String,
    /// The dated parameters, as JSON.
    pub parameters: String,
}

/// What the rest of the server may ask of a database about what was known on a past day:
/// everything that was known before the next local day began.
///
/// Nothing of it is remembered before the town is followed: what was brought in until
/// then counts as known from its own days on.
pub trait PastStore: Send + Sync + 'static {
    /// When the town was first shown, if it was.
    fn followed_from(&self) -> Option<At>;

    /// From now on the town is shown. Only the first call says when.
    fn follow(&self, from: At) -> Answer<'_, ()>;

    /// Keeps the rules that hold from an instant on; those that hold already change nothing.
    fn keep_rules(&self, rules: KeptRules, known_at: At) -> Answer<'_, ()>;

    /// The rules that held at the end of a day; the first that are kept where the day is
    /// before them.
    fn rules_known(&self, on: Day) -> Answer<'_, Option<KeptRules>>;

    /// The places that were known at the end of a day, by code.
    fn places_known(&self, on: Day) -> Answer<'_, Vec<Place>>;

    /// The series that were known at the end of a day, by number.
    fn series_known(&self, on: Day) -> Answer<'_, Vec<StoredSeries>>;

    /// Readings of a series in `[from, to)` as they were known at the end of a day, by instant.
    fn readings_known(
        &self,
        series: SeriesId,
        from: At,
        to: At,
        on: Day,
    ) -> Answer<'_, Vec<Reading>>;

    /// Aggregates of a series for the local days `[from, to]` as they were at the end of a
    /// day, by day.
    fn day_rows_known(
        &self,
        series: SeriesId,
        from: Day,
        to: Day,
        on: Day,
    ) -> Answer<'_, Vec<DayRow>>;

    /// What [`super::Store::all_day_totals`] would have given at the end of a day.
    fn day_totals_known(&self, on: Day) -> Answer<'_, Vec<SeriesDays>>;

    /// The alerts that were there at the end of a day, as they stood, oldest first.
    fn alerts_known(&self, on: Day) -> Answer<'_, Vec<Alert>>;

    /// The days `[from, to]` of a counter, or of all, as they were worked out with what
    /// was known at the end of a day, by counter, then by day.
    fn rollups_known(
        &self,
        counter: Option<PlaceCode>,
        from: Day,
        to: Day,
        on: Day,
    ) -> Answer<'_, Vec<CounterDay>>;

    /// Answers of a counter in `[from, to)` that were known at the end of a day, by instant.
    fn ratings_known(
        &self,
        counter: PlaceCode,
        from: At,
        to: At,
        on: Day,
    ) -> Answer<'_, Vec<Rating>>;

    /// What surveys were known to have found at a counter at the end of a day, by year and
    /// criterion. One that was brought in before the town was followed is known from the
    /// year after it on.
    fn survey_results_known(&self, counter: PlaceCode, on: Day) -> Answer<'_, Vec<SurveyResult>>;
}
