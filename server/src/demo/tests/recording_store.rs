use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use futures::future::BoxFuture;
use model::access::Role;
use model::city::{Fact, Place, PlaceCode, Series, SeriesCode, SeriesId, TicketCode};
use model::measure::{DayTotal, Reading};
use model::piloting::{Action, ActionEvent, ItemOutcome, Review};
use model::reception::{EstimatorError, QueueState, SetAside, Ticket};
use model::score::Objective;
use model::time::{At, Day};
use model::watch::Alert;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::store::{
    Account, AccountStore, ActionStore, Appended, AuditEntry, AuditFilter, AuditRecord, Batch,
    Correction, CounterDay, DayCount, DayRow, Device, DeviceStore, FactVersion, KeptRules, Mail,
    MailOutcome, MailStore, Meta, NotBefore, NoticeStore, ObjectiveDecision, ObjectiveVersion,
    PasswordHash, PastStore, Quarantined, QuarantinedLine, Rating, ReasonCount, ReceptionStore,
    ReceptionTouched, SecondFactor, SeriesDays, Session, SignInStore, SourceActivity, SourceKey,
    StatusAcknowledgement, StatusChange, Store, StoreError, StoredSeries, Subscription,
    SurveyResult, TicketBatch, TicketsTold, Told, ToldSoFar, TouchedDay, Verification,
};

/// A store that remembers what it was given and fills up after some readings.
#[derive(Debug, Default)]
pub(super) struct RecordingStore {
    pub(super) kept: Mutex<Kept>,
    /// Readings it has room for; without it, any number.
    pub(super) room: Option<usize>,
}

/// What a [`RecordingStore`] was given.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) demo: bool,
    pub(super) places: Vec<Place>,
    pub(super) series: Vec<Series>,
    pub(super) objectives: Vec<Objective>,
    pub(super) facts: Vec<Fact>,
    pub(super) readings: BTreeMap<SeriesId, Sent>,
    /// Ticket events.
    pub(super) events: usize,
}

/// The readings of a series, in short: millions of them would fill the memory.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) count: usize,
    pub(super) last: Option<Reading>,
}

type Answer<'a, T> = BoxFuture<'a, Result<T, StoreError>>;

fn answer<'a, T: Send + 'a>(value: Result<T, StoreError>) -> Answer<'a, T> {
    Box::pin(async move { value })
}

/// Questions that building and simulating never ask.
fn refused<'a, T: Send + 'a>() -> Answer<'a, T> {
    answer(Err(StoreError::Conflict("not asked here".to_owned())))
}

impl RecordingStore {
    fn keep<T>(&self, change: impl FnOnce(&mut Kept) -> T) -> T {
        change(&mut self.kept.lock().expect("one writer"))
    }
}

#[rustfmt::skip]
impl Store for RecordingStore {
    fn meta(&self) -> Meta {
        Meta { demo: self.keep(|kept| kept.demo), ..Meta::default() }
    }

    fn set_demo(&self, demo: bool) -> Answer<'_, ()> {
        self.keep(|kept| kept.demo = demo);
        answer(Ok(()))
    }

    fn put_places(&self, places: Vec<Place>, _: At) -> Answer<'_, ()> {
        self.keep(|kept| kept.places = places);
        answer(Ok(()))
    }

    fn places(&self) -> Answer<'_, Vec<Place>> {
        answer(Ok(self.keep(|kept| kept.places.clone())))
    }

    fn put_series(&self, series: Vec<Series>, _: At) -> Answer<'_, Vec<SeriesId>> {
        let ids = (100_i64..).map(SeriesId).take(series.len()).collect();
        self.keep(|kept| kept.series = series);
        answer(Ok(ids))
    }

    fn series(&self) -> Answer<'_, Vec<StoredSeries>> {
        let series = self.keep(|kept| kept.series.clone());
        let stored = (100_i64..).map(SeriesId).zip(series).map(|(id, series)| StoredSeries { id, series });
        answer(Ok(stored.collect()))
    }

    fn adopt_objectives(&self, objectives: Vec<Objective>, _: At) -> Answer<'_, u64> {
        let made = u64::try_from(objectives.len()).expect("few");
        self.keep(|kept| kept.objectives = objectives);
        answer(Ok(made))
    }

    fn put_facts(&self, facts: Vec<Fact>, _: At) -> Answer<'_, u64> {
        let made = u64::try_from(facts.len()).expect("few");
        self.keep(|kept| kept.facts = facts);
        answer(Ok(made))
    }

    fn decide_place(&self, _: Place, _: Option<Place>, _: At, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn decide_fact(&self, _: Fact, _: At, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn save_alerts(&self, _: Vec<Alert>, _: Option<AuditEntry>) -> Answer<'_, Vec<i64>> { refused() }
    fn alerts(&self) -> Answer<'_, Vec<Alert>> { refused() }
    fn fact_versions(&self) -> Answer<'_, Vec<FactVersion>> { refused() }

    fn append(&self, batch: Batch) -> Answer<'_, Appended> {
        let added: usize = batch.series.iter().map(|series| series.readings.len()).sum();
        let held: usize = self.keep(|kept| kept.readings.values().map(|sent| sent.count).sum());
        if self.room.is_some_and(|room| held + added > room) {
            return answer(Err(StoreError::Full));
        }
        self.keep(|kept| {
            for series in batch.series {
                let sent = kept.readings.entry(series.series).or_default();
                sent.count += series.readings.len();
                sent.last = series.readings.last().copied().or(sent.last);
            }
        });
        answer(Ok(Appended { added: u64::try_from(added).expect("few"), ..Appended::default() }))
    }

    fn all_day_totals(&self) -> Answer<'_, Vec<(SeriesId, Vec<(Day, DayTotal)>, Option<Reading>)>> {
        let last = |(id, sent): (&SeriesId, &Sent)| (*id, Vec::new(), sent.last);
        answer(Ok(self.keep(|kept| kept.readings.iter().map(last).collect())))
    }

    fn readings(&self, _: SeriesId, _: At, _: At) -> Answer<'_, Vec<Reading>> { refused() }
    fn decide_objectives(&self, _: Vec<ObjectiveDecision>, _: At) -> Answer<'_, ()> { refused() }
    fn objective_versions(&self) -> Answer<'_, Vec<ObjectiveVersion>> { refused() }
    fn day_rows(&self, _: SeriesId, _: Day, _: Day) -> Answer<'_, Vec<DayRow>> { refused() }
    fn touched(&self) -> Option<UnboundedReceiver<Vec<TouchedDay>>> { None }
    fn corrections(&self, _: SeriesId, _: Option<At>, _: u32) -> Answer<'_, Vec<Correction>> { refused() }
    fn quarantine(&self, _: Vec<QuarantinedLine>, _: At) -> Answer<'_, ()> { refused() }
    fn quarantined(&self, _: i64, _: u32) -> Answer<'_, Vec<Quarantined>> { refused() }
    fn quarantined_count(&self) -> Answer<'_, u64> { refused() }
    fn release_quarantined(&self, _: Vec<i64>) -> Answer<'_, ()> { refused() }
    fn add_key(&self, _: SourceKey, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn keys(&self) -> Answer<'_, Vec<SourceKey>> { refused() }
    fn revoke_key(&self, _: String, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn note_source(&self, _: SourceActivity) -> Answer<'_, ()> { refused() }
    fn source_activities(&self) -> Answer<'_, Vec<SourceActivity>> { refused() }
    fn verify<'a>(&'a self, _: &'a (dyn Fn(u64, u64) + Send + Sync)) -> Answer<'a, Verification> { refused() }
    fn backup<'a>(&'a self, _: &'a Path) -> Answer<'a, ()> { refused() }
    fn restore_from<'a>(&'a self, _: &'a Path) -> Answer<'a, ()> { refused() }
    fn sizes(&self) -> Answer<'_, Vec<(SeriesCode, u64, u64)>> { refused() }
    fn close(&self) -> Answer<'_, ()> { refused() }
}

#[rustfmt::skip]
impl AccountStore for RecordingStore {
    fn add_account(&self, _: Account, _: AuditEntry) -> Answer<'_, i64> { refused() }
    fn accounts(&self) -> Answer<'_, Vec<Account>> { refused() }
    fn account_of(&self, _: String) -> Answer<'_, Option<Account>> { refused() }
    fn disable_account(&self, _: i64, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn change_account(&self, _: i64, _: Role, _: Option<PlaceCode>, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn end_sessions(&self, _: i64, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn set_password(&self, _: i64, _: PasswordHash, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn count_attempt(&self, _: Vec<String>, _: At, _: NotBefore) -> Answer<'_, Option<At>> { refused() }
    fn forget_attempts(&self, _: Vec<String>, _: At) -> Answer<'_, ()> { refused() }
    fn start_session(&self, _: Session, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn session(&self, _: String) -> Answer<'_, Option<(Session, Account)>> { refused() }
    fn touch_session(&self, _: String, _: At) -> Answer<'_, ()> { refused() }
    fn end_session(&self, _: String, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn trace(&self, _: AuditEntry) -> Answer<'_, AuditRecord> { refused() }
    fn audit(&self, _: i64, _: u32) -> Answer<'_, Vec<AuditRecord>> { refused() }
    fn find_audit(&self, _: AuditFilter, _: u32) -> Answer<'_, Vec<AuditRecord>> { refused() }
    fn audit_actions(&self) -> Answer<'_, Vec<String>> { refused() }
    fn audit_head(&self) -> Answer<'_, Option<AuditRecord>> { refused() }
}

#[rustfmt::skip]
impl SignInStore for RecordingStore {
    fn second_factor(&self, _: i64) -> Answer<'_, Option<SecondFactor>> { refused() }
    fn begin_factor(&self, _: i64, _: String, _: At) -> Answer<'_, bool> { refused() }
    fn confirm_factor(&self, _: (i64, String), _: i64, _: Vec<String>, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn take_step(&self, _: i64, _: i64) -> Answer<'_, bool> { refused() }
    fn take_recovery_code(&self, _: i64, _: String, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn renew_recovery_codes(&self, _: i64, _: Vec<String>, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn remove_factor(&self, _: i64, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn add_password_link(&self, _: i64, _: String, _: At, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn account_of_link(&self, _: String, _: At) -> Answer<'_, Option<Account>> { refused() }
    fn use_password_link(&self, _: String, _: PasswordHash, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn account_of_identity(&self, _: String, _: String) -> Answer<'_, Option<Account>> { refused() }
    fn link_identity(&self, _: (String, String), _: i64, _: AuditEntry) -> Answer<'_, ()> { refused() }
}

#[rustfmt::skip]
impl ActionStore for RecordingStore {
    fn add_action(&self, _: Action, _: AuditEntry) -> Answer<'_, i64> { refused() }
    fn add_deed(&self, _: i64, _: ActionEvent, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn actions(&self) -> Answer<'_, Vec<Action>> { refused() }
    fn open_review(&self, _: Review, _: AuditEntry) -> Answer<'_, i64> { refused() }
    fn record_outcome(&self, _: (i64, u32), _: ItemOutcome, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn close_review(&self, _: i64, _: At, _: AuditEntry) -> Answer<'_, ()> { refused() }
    fn reviews(&self) -> Answer<'_, Vec<Review>> { refused() }
}

#[rustfmt::skip]
impl DeviceStore for RecordingStore {
    fn add_device(&self, _: Device, _: AuditEntry) -> Answer<'_, i64> { refused() }
    fn devices(&self) -> Answer<'_, Vec<Device>> { refused() }
    fn change_device(&self, _: Device, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn devices_seen(&self, _: Vec<(i64, At)>) -> Answer<'_, ()> { refused() }
}

#[rustfmt::skip]
impl MailStore for RecordingStore {
    fn add_subscription(&self, _: Subscription, _: u32, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn subscriptions(&self) -> Answer<'_, Vec<Subscription>> { refused() }
    fn end_subscription(&self, _: i64, _: i64, _: AuditEntry) -> Answer<'_, bool> { refused() }
    fn end_subscriptions(&self, _: String, _: AuditEntry) -> Answer<'_, u64> { refused() }
    fn queue_mail(&self, _: Option<Mail>, _: Vec<(i64, ToldSoFar)>) -> Answer<'_, ()> { refused() }
    fn mails_due(&self, _: At, _: u32) -> Answer<'_, Vec<Mail>> { refused() }
    fn begin_mail(&self, _: i64, _: At) -> Answer<'_, bool> { refused() }
    fn end_mail(&self, _: i64, _: MailOutcome) -> Answer<'_, ()> { refused() }
    fn give_up_begun_mails(&self) -> Answer<'_, u64> { refused() }
    fn mails_sent_since(&self, _: At) -> Answer<'_, u64> { refused() }
}

#[rustfmt::skip]
impl NoticeStore for RecordingStore {
    fn add_status_changes(&self, _: Vec<StatusChange>) -> Answer<'_, ()> { refused() }
    fn latest_statuses(&self) -> Answer<'_, Vec<StatusChange>> { refused() }
    fn status_changes(&self, _: At, _: u32) -> Answer<'_, Vec<(StatusChange, Option<StatusAcknowledgement>)>> { refused() }
    fn acknowledge_status(&self, _: StatusAcknowledgement, _: AuditEntry) -> Answer<'_, bool> { refused() }
}

#[rustfmt::skip]
impl ReceptionStore for RecordingStore {
    fn tell_tickets(&self, batch: TicketBatch) -> Answer<'_, TicketsTold> {
        let added = u64::try_from(batch.events.len()).expect("few");
        self.keep(|kept| kept.events += batch.events.len());
        answer(Ok(TicketsTold { told: Told { added, unchanged: 0 }, not_fitting: 0 }))
    }

    fn tickets(&self, _: PlaceCode, _: Day, _: Day) -> Answer<'_, Vec<Ticket>> { refused() }
    fn ticket(&self, _: TicketCode) -> Answer<'_, Option<(Ticket, u32)>> { refused() }
    fn tickets_set_aside(&self, _: String, _: u32) -> Answer<'_, Vec<SetAside>> { refused() }
    fn tickets_set_aside_count(&self) -> Answer<'_, u64> { refused() }
    fn put_ratings(&self, ratings: Vec<Rating>, _: At) -> Answer<'_, Told> {
        answer(Ok(Told { added: u64::try_from(ratings.len()).expect("few"), unchanged: 0 }))
    }

    fn ratings(&self, _: PlaceCode, _: At, _: At) -> Answer<'_, Vec<Rating>> { refused() }
    fn count_reason(&self, _: ReasonCount) -> Answer<'_, ()> { refused() }
    fn reason_counts(&self, _: PlaceCode) -> Answer<'_, Vec<ReasonCount>> { refused() }
    fn put_day_counts(&self, counts: Vec<DayCount>, _: At) -> Answer<'_, u64> {
        answer(Ok(u64::try_from(counts.len()).expect("few")))
    }

    fn day_counts(&self, _: PlaceCode, _: Day, _: Day) -> Answer<'_, Vec<DayCount>> { refused() }
    fn claim_rollups(&self, _: Day, _: std::collections::HashMap<PlaceCode, String>) -> Answer<'_, Vec<(PlaceCode, Day)>> { Box::pin(async { Ok(Vec::new()) }) }
    fn fill_rollups(&self, _: Vec<CounterDay>) -> Answer<'_, ()> { Box::pin(async { Ok(()) }) }
    fn rollups(&self, _: Option<PlaceCode>, _: Day, _: Day) -> Answer<'_, Vec<CounterDay>> { Box::pin(async { Ok(Vec::new()) }) }
    fn put_survey_results(&self, _: Vec<SurveyResult>, _: At) -> Answer<'_, u64> { refused() }
    fn survey_results(&self, _: PlaceCode) -> Answer<'_, Vec<SurveyResult>> { refused() }
    fn put_queue_states(&self, _: Vec<QueueState>) -> Answer<'_, Told> { refused() }
    fn queue_states(&self, _: PlaceCode, _: At, _: At) -> Answer<'_, Vec<QueueState>> { refused() }
    fn put_estimator_errors(&self, _: Vec<(PlaceCode, Day, EstimatorError)>) -> Answer<'_, ()> { refused() }
    fn estimator_errors(&self, _: PlaceCode, _: Day, _: Day) -> Answer<'_, Vec<(Day, EstimatorError)>> { refused() }
    fn touched_reception(&self) -> Option<UnboundedReceiver<ReceptionTouched>> { None }
}

#[rustfmt::skip]
impl PastStore for RecordingStore {
    fn followed_from(&self) -> Option<At> { None }
    fn follow(&self, _: At) -> Answer<'_, ()> { refused() }
    fn keep_rules(&self, _: KeptRules, _: At) -> Answer<'_, ()> { refused() }
    fn rules_known(&self, _: Day) -> Answer<'_, Option<KeptRules>> { refused() }
    fn places_known(&self, _: Day) -> Answer<'_, Vec<Place>> { refused() }
    fn series_known(&self, _: Day) -> Answer<'_, Vec<StoredSeries>> { refused() }
    fn readings_known(&self, _: SeriesId, _: At, _: At, _: Day) -> Answer<'_, Vec<Reading>> { refused() }
    fn day_rows_known(&self, _: SeriesId, _: Day, _: Day, _: Day) -> Answer<'_, Vec<DayRow>> { refused() }
    fn day_totals_known(&self, _: Day) -> Answer<'_, Vec<SeriesDays>> { refused() }
    fn alerts_known(&self, _: Day) -> Answer<'_, Vec<Alert>> { refused() }
    fn rollups_known(&self, _: Option<PlaceCode>, _: Day, _: Day, _: Day) -> Answer<'_, Vec<CounterDay>> { refused() }
    fn ratings_known(&self, _: PlaceCode, _: At, _: At, _: Day) -> Answer<'_, Vec<Rating>> { refused() }
    fn survey_results_known(&self, _: PlaceCode, _: Day) -> Answer<'_, Vec<SurveyResult>> { refused() }
}
