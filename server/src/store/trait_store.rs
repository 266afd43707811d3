use std::path::Path;

use futures::future::BoxFuture;
use model::city::{Fact, Place, Series, SeriesCode, SeriesId};
use model::measure::{DayTotal, Reading, Rollup};
use model::score::Objective;
use model::time::{At, Day};
use model::watch::Alert;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{
    AccountStore, ActionStore, Appended, AuditEntry, Batch, Correction, DeviceStore, MailStore,
    Meta, NoticeStore, ObjectiveDecision, ObjectiveVersion, PastStore, Quarantined,
    QuarantinedLine, ReceptionStore, SignInStore, SourceActivity, SourceKey, StoreError,
    TouchedDay, Verification,
};

/// A series with the number it has in this database.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSeries {
    /// Number.
    pub id: SeriesId,
    /// The series.
    pub series: Series,
}

/// The kept aggregates of one local day of one series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayRow {
    /// The day, in the zone of the database.
    pub day: Day,
    /// Aggregate of its readings.
    pub rollup: Rollup,
    /// Amount and cover of the day.
    pub total: DayTotal,
}

/// A fact as it was known from an instant on.
#[derive(Debug, Clone, PartialEq)]
pub struct FactVersion {
    /// The fact.
    pub fact: Fact,
    /// When this version was taken in here.
    pub known_at: At,
    /// When another version took its place, if one did.
    pub retired_at: Option<At>,
}

/// What a question to a store resolves to.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

/// The day totals of one series by day, with its latest reading.
pub type SeriesDays = (SeriesId, Vec<(Day, DayTotal)>, Option<Reading>);

/// What the rest of the server may ask of a database.
///
/// Writes are durable when their future resolves. Absence is an empty answer.
pub trait Store:
    AccountStore
    + ActionStore
    + DeviceStore
    + MailStore
    + NoticeStore
    + PastStore
    + ReceptionStore
    + SignInStore
    + Send
    + Sync
    + 'static
{
    /// What the database says of itself.
    fn meta(&self) -> Meta;

    /// Marks the data as invented, or not.
    fn set_demo(&self, demo: bool) -> Answer<'_, ()>;

    /// Adds places, or replaces those with the same code.
    fn put_places(&self, places: Vec<Place>, known_at: At) -> Answer<'_, ()>;

    /// Puts a place in the place of what was read of it before, with its row in the audit.
    ///
    /// [`StoreError::Conflict`] when it is not what was read any more, or its parent is gone.
    fn decide_place(
        &self,
        place: Place,
        before: Option<Place>,
        known_at: At,
        trace: AuditEntry,
    ) -> Answer<'_, ()>;

    /// Every place, by code.
    fn places(&self) -> Answer<'_, Vec<Place>>;

    /// Adds series, or updates those with the same code; returns their numbers in order.
    ///
    /// [`StoreError::Conflict`] when a series that has readings changes kind or unit.
    fn put_series(&self, series: Vec<Series>, known_at: At) -> Answer<'_, Vec<SeriesId>>;

    /// Every series, by number.
    fn series(&self) -> Answer<'_, Vec<StoredSeries>>;

    /// Adopts objectives: a new one gets version 1, a changed one the next
    /// version, an unchanged one nothing, even where it was withdrawn: the same file
    /// imported again brings nothing back. Returns how many versions were made.
    /// Identity is (indicator, place); their author is [`ObjectiveVersion::IMPORT`].
    fn adopt_objectives(&self, objectives: Vec<Objective>, known_at: At) -> Answer<'_, u64>;

    /// Makes a new version of each objective, with its author and its row in the audit,
    /// all or none.
    ///
    /// [`StoreError::Conflict`] when the current version is not the one that the decision
    /// replaces: somebody else decided meanwhile.
    fn decide_objectives(&self, decisions: Vec<ObjectiveDecision>, known_at: At) -> Answer<'_, ()>;

    /// Every version ever adopted, oldest first.
    fn objective_versions(&self) -> Answer<'_, Vec<ObjectiveVersion>>;

    /// Takes dated facts: one that is known already with the same body changes
    /// nothing, another body makes a new version. Returns how many versions were made.
    /// Identity is (kind, subject, key, first day).
    fn put_facts(&self, facts: Vec<Fact>, known_at: At) -> Answer<'_, u64>;

    /// Takes one fact with its row in the audit, or neither.
    fn decide_fact(&self, fact: Fact, known_at: At, trace: AuditEntry) -> Answer<'_, ()>;

    /// Every version of every fact, oldest first.
    fn fact_versions(&self) -> Answer<'_, Vec<FactVersion>>;

    /// Saves alerts, all or none: a new one (number 0) gets a number, a known one
    /// its figures and the events of its life that are not there yet; with them the
    /// row in the audit of who acted. Returns the numbers in order.
    ///
    /// [`StoreError::Conflict`] when an alert has events that the given one does
    /// not know of: read it again.
    fn save_alerts(&self, changed: Vec<Alert>, trace: Option<AuditEntry>) -> Answer<'_, Vec<i64>>;

    /// Every alert with its life, oldest first.
    fn alerts(&self) -> Answer<'_, Vec<Alert>>;

    /// Stores readings with their corrections and rollups, all or nothing;
    /// durable when it resolves. Batches of several callers share a commit.
    fn append(&self, batch: Batch) -> Answer<'_, Appended>;

    /// Readings of a series in `[from, to)`, by instant.
    fn readings(&self, series: SeriesId, from: At, to: At) -> Answer<'_, Vec<Reading>>;

    /// Kept aggregates of a series for the local days `[from, to]`, by day.
    fn day_rows(&self, series: SeriesId, from: Day, to: Day) -> Answer<'_, Vec<DayRow>>;

    /// Every day total of every series with its smallest reading, by series then day, with the latest
    /// reading of each: what the scores are rebuilt from at start.
    fn all_day_totals(&self) -> Answer<'_, Vec<SeriesDays>>;

    /// Days that change from now on, in the order of commits. One reader.
    fn touched(&self) -> Option<UnboundedReceiver<Vec<TouchedDay>>>;

    /// Corrections of a series, latest first, at most `limit`; those that were known
    /// before an instant, where one is given.
    fn corrections(
        &self,
        series: SeriesId,
        before: Option<At>,
        limit: u32,
    ) -> Answer<'_, Vec<Correction>>;

    /// Sets lines aside with their reasons.
    fn quarantine(&self, lines: Vec<QuarantinedLine>, known_at: At) -> Answer<'_, ()>;

    /// Lines set aside, oldest first, after number `after`, at most `limit`.
    fn quarantined(&self, after: i64, limit: u32) -> Answer<'_, Vec<Quarantined>>;

    /// How many lines are set aside.
    fn quarantined_count(&self) -> Answer<'_, u64>;

    /// Removes lines that were taken in after all.
    fn release_quarantined(&self, ids: Vec<i64>) -> Answer<'_, ()>;

    /// Adds a source key with its row in the audit; [`StoreError::Conflict`] when the name
    /// is taken by a valid key.
    fn add_key(&self, key: SourceKey, trace: AuditEntry) -> Answer<'_, ()>;

    /// Every key, revoked ones included.
    fn keys(&self) -> Answer<'_, Vec<SourceKey>>;

    /// Revokes a key at the instant of its row in the audit; `false` when there is no valid
    /// key of that name.
    fn revoke_key(&self, name: String, trace: AuditEntry) -> Answer<'_, bool>;

    /// Adds to what a source sent.
    fn note_source(&self, more: SourceActivity) -> Answer<'_, ()>;

    /// What every source that was heard sent, by name.
    fn source_activities(&self) -> Answer<'_, Vec<SourceActivity>>;

    /// Recomputes every rollup from the readings and compares. `progress`
    /// is called with (series done, series in all).
    fn verify<'a>(
        &'a self,
        progress: &'a (dyn Fn(u64, u64) + Send + Sync),
    ) -> Answer<'a, Verification>;

    /// Writes a consistent copy to a new file while serving.
    fn backup<'a>(&'a self, to: &'a Path) -> Answer<'a, ()>;

    /// Replaces everything but accounts, sessions and the audit by the content of
    /// a backup while serving; whoever holds state made from the store then has
    /// to make it anew.
    ///
    /// [`StoreError::Open`] or [`StoreError::Newer`] when the file is no backup
    /// of ours, [`StoreError::Conflict`] when it cuts its days in another zone.
    fn restore_from<'a>(&'a self, from: &'a Path) -> Answer<'a, ()>;

    /// The code of each series with readings and how many bytes they take: (series, readings, bytes).
    fn sizes(&self) -> Answer<'_, Vec<(SeriesCode, u64, u64)>>;

    /// Finishes what is under way; later writes are refused with [`StoreError::Stopping`].
    fn close(&self) -> Answer<'_, ()>;
}
