use std::path::Path;
use std::sync::atomic::Ordering;

use model::city::{Fact, Place, Series, SeriesCode, SeriesId};
use model::measure::Reading;
use model::score::Objective;
use model::time::{At, Day};
use model::watch::Alert;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use super::partition::partition;
use super::tables::{
    alerts, corrections, facts, keys, meta, objectives, places, quarantine, series,
    source_activities,
};
use super::writer::{Append, Job};
use super::{SqliteStore, copies};
use crate::store::trait_store::Answer;
use crate::store::{
    Appended, AuditEntry, Batch, Correction, DayRow, FactVersion, Meta, ObjectiveDecision,
    ObjectiveVersion, Quarantined, QuarantinedLine, SeriesDays, SourceActivity, SourceKey, Store,
    StoreError, StoredSeries, TouchedDay, Verification,
};

/// Batches above that many readings are sorted on another thread.
const HEAVY: usize = 20_000;

impl SqliteStore {
    async fn append_batch(&self, batch: Batch) -> Result<Appended, StoreError> {
        let known_at = batch.known_at;
        let readings = batch.series.iter().map(|s| s.readings.len()).sum();
        for named in &batch.series {
            self.shared.facts(named.series)?;
        }
        if readings == 0 {
            return Ok(Appended::default());
        }
        let shared = std::sync::Arc::clone(&self.shared);
        let cut = move || {
            let mut parts = Vec::with_capacity(batch.series.len());
            for one in batch.series {
                partition(one.series, one.readings, &shared.calendar, &mut parts);
            }
            parts
        };
        let parts = if readings > HEAVY {
            let cut = spawn_blocking(cut).await;
            cut.map_err(|fault| StoreError::Driver(fault.to_string()))?
        } else {
            cut()
        };
        let (answer, wait) = oneshot::channel();
        let job = Job::Append(Append {
            parts,
            readings,
            known_at,
            answer,
        });
        self.jobs
            .send(job)
            .await
            .map_err(|_| StoreError::Stopping)?;
        wait.await.map_err(|_| StoreError::Stopping)?
    }
}

impl Store for SqliteStore {
    fn meta(&self) -> Meta {
        Meta {
            zone: self.shared.calendar.zone().name().to_owned(),
            demo: self.shared.demo.load(Ordering::Relaxed),
        }
    }

    fn set_demo(&self, demo: bool) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(async move {
                let value = if demo { "1" } else { "0" };
                meta::set(&mut writer.connection, meta::DEMO, value).await?;
                writer.shared.demo.store(demo, Ordering::Relaxed);
                Ok(())
            })
        }))
    }

    fn put_places(&self, places: Vec<Place>, known_at: At) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            let followed = writer.shared.followed_from().map(|_| known_at);
            Box::pin(places::put(&mut writer.connection, places, followed))
        }))
    }

    fn decide_place(
        &self,
        place: Place,
        before: Option<Place>,
        known_at: At,
        trace: AuditEntry,
    ) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            let followed = writer.shared.followed_from().map(|_| known_at);
            let connection = &mut writer.connection;
            Box::pin(places::decide(connection, place, before, followed, trace))
        }))
    }

    fn places(&self) -> Answer<'_, Vec<Place>> {
        Box::pin(places::list(&self.shared.readers))
    }

    fn put_series(&self, series: Vec<Series>, known_at: At) -> Answer<'_, Vec<SeriesId>> {
        Box::pin(self.ask(move |writer| Box::pin(writer.put_series(series, known_at))))
    }

    fn series(&self) -> Answer<'_, Vec<StoredSeries>> {
        Box::pin(series::list(&self.shared.readers))
    }

    fn adopt_objectives(&self, adopted: Vec<Objective>, known_at: At) -> Answer<'_, u64> {
        Box::pin(self.ask(move |writer| {
            Box::pin(objectives::adopt(&mut writer.connection, adopted, known_at))
        }))
    }

    fn decide_objectives(&self, decisions: Vec<ObjectiveDecision>, known_at: At) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(objectives::decide(
                &mut writer.connection,
                decisions,
                known_at,
            ))
        }))
    }

    fn objective_versions(&self) -> Answer<'_, Vec<ObjectiveVersion>> {
        Box::pin(objectives::list(&self.shared.readers))
    }

    fn put_facts(&self, new: Vec<Fact>, known_at: At) -> Answer<'_, u64> {
        Box::pin(
            self.ask(move |writer| Box::pin(facts::put(&mut writer.connection, new, known_at))),
        )
    }

    fn decide_fact(&self, fact: Fact, known_at: At, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(facts::decide(&mut writer.connection, fact, known_at, trace))
        }))
    }

    fn fact_versions(&self) -> Answer<'_, Vec<FactVersion>> {
        Box::pin(facts::list(&self.shared.readers))
    }

    fn save_alerts(&self, changed: Vec<Alert>, trace: Option<AuditEntry>) -> Answer<'_, Vec<i64>> {
        Box::pin(
            self.ask(move |writer| Box::pin(alerts::save(&mut writer.connection, changed, trace))),
        )
    }

    fn alerts(&self) -> Answer<'_, Vec<Alert>> {
        Box::pin(alerts::list(&self.shared.readers))
    }

    fn append(&self, batch: Batch) -> Answer<'_, Appended> {
        Box::pin(self.append_batch(batch))
    }

    fn readings(&self, series: SeriesId, from: At, to: At) -> Answer<'_, Vec<Reading>> {
        Box::pin(self.shared.readings(series, from, to))
    }

    fn day_rows(&self, series: SeriesId, from: Day, to: Day) -> Answer<'_, Vec<DayRow>> {
        Box::pin(self.shared.day_rows(series, from, to))
    }

    fn all_day_totals(&self) -> Answer<'_, Vec<SeriesDays>> {
        Box::pin(self.shared.all_day_totals())
    }

    fn touched(&self) -> Option<UnboundedReceiver<Vec<TouchedDay>>> {
        self.shared.listener.listen()
    }

    fn corrections(
        &self,
        series: SeriesId,
        before: Option<At>,
        limit: u32,
    ) -> Answer<'_, Vec<Correction>> {
        Box::pin(corrections::list(
            &self.shared.readers,
            series,
            before,
            limit,
        ))
    }

    fn quarantine(&self, lines: Vec<QuarantinedLine>, known_at: At) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| {
                Box::pin(quarantine::add(&mut writer.connection, lines, known_at))
            }),
        )
    }

    fn quarantined(&self, after: i64, limit: u32) -> Answer<'_, Vec<Quarantined>> {
        Box::pin(quarantine::list(&self.shared.readers, after, limit))
    }

    fn quarantined_count(&self) -> Answer<'_, u64> {
        Box::pin(quarantine::count(&self.shared.readers))
    }

    fn release_quarantined(&self, ids: Vec<i64>) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| Box::pin(quarantine::remove(&mut writer.connection, ids))))
    }

    fn add_key(&self, key: SourceKey, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| Box::pin(keys::add(&mut writer.connection, key, trace))))
    }

    fn keys(&self) -> Answer<'_, Vec<SourceKey>> {
        Box::pin(keys::list(&self.shared.readers))
    }

    fn revoke_key(&self, name: String, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(
            self.ask(move |writer| Box::pin(keys::revoke(&mut writer.connection, name, trace))),
        )
    }

    fn note_source(&self, more: SourceActivity) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| Box::pin(source_activities::note(&mut writer.connection, more))),
        )
    }

    fn source_activities(&self) -> Answer<'_, Vec<SourceActivity>> {
        Box::pin(source_activities::list(&self.shared.readers))
    }

    fn verify<'a>(
        &'a self,
        progress: &'a (dyn Fn(u64, u64) + Send + Sync),
    ) -> Answer<'a, Verification> {
        Box::pin(async move {
            self.ask(|writer| Box::pin(writer.absorb_all())).await?;
            self.shared.verify(progress).await
        })
    }

    fn backup<'a>(&'a self, to: &'a Path) -> Answer<'a, ()> {
        Box::pin(async move {
            self.ask(|writer| Box::pin(writer.absorb_all())).await?;
            copies::backup(&self.shared.path, to).await
        })
    }

    fn restore_from<'a>(&'a self, from: &'a Path) -> Answer<'a, ()> {
        let from = from.to_path_buf();
        Box::pin(self.ask(move |writer| Box::pin(async move { writer.restore_from(&from).await })))
    }

    fn sizes(&self) -> Answer<'_, Vec<(SeriesCode, u64, u64)>> {
        Box::pin(async {
            let all = series::list(&self.shared.readers).await?;
            let shelf = self.shared.shelf();
            Ok(all
                .into_iter()
                .filter_map(|stored| {
                    let (readings, bytes) = shelf.size_of(stored.id);
                    (readings > 0).then_some((stored.series.code, readings, bytes))
                })
                .collect())
        })
    }

    fn close(&self) -> Answer<'_, ()> {
        Box::pin(self.shut())
    }
}
