//! The town in memory: what was measured, decided and evaluated.
//!
//! Pages and the API read it; the scorer writes it after every commit of the
//! store and at every full hour.

mod counter_days;
mod from_hours;
mod knowledge;
mod load;
mod objectives;
mod own_prices;
mod past;
mod scorer;
mod snapshot;
mod station_days;
mod today;
mod watch_queue;
mod widenings;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use model::city::ThemePack;
use model::energy::Parameters;
use model::engine::{Moment, Picture, Signatures, Town};
use model::time::Day;
use model::watch::Alert;

pub use counter_days::ToldDay;
pub use knowledge::Knowledge;
pub use load::LoadError;
pub use past::{Looked, Past};
pub use scorer::run_scorer;
pub use snapshot::Snapshot;
pub use today::{Today, UnknownToday};
pub use watch_queue::{Waited, WatchQueue};
pub use widenings::{PLACES, PROBABILITY};

use past::PastTowns;

use crate::clock::SharedClock;
use crate::rules::Rules;
use crate::store::{Store, TouchedDay};

/// `fitted`: the signatures that are known from a former reading.
async fn read(
    store: &dyn Store,
    rules: &Rules,
    today: Today,
    clock: &SharedClock,
    fitted: Signatures,
) -> Result<Snapshot, LoadError> {
    let known = Knowledge::now(store);
    let (mut town, now) = load::town(known, rules, |latest| today.now(clock, latest)).await?;
    town.share_signatures(fitted);
    Ok(Snapshot::take(town, store.alerts().await?, now))
}

/// What was told while everything was read anew.
#[derive(Default)]
struct Missed {
    days: Vec<TouchedDay>,
    counter_days: Vec<ToldDay>,
    alerts: Vec<Alert>,
}

/// The shared state of a running server.
#[derive(Clone)]
pub struct State {
    inner: Arc<Inner>,
}

struct Inner {
    snapshot: RwLock<Snapshot>,
    version: AtomicU64,
    store: Arc<dyn Store>,
    clock: SharedClock,
    rules: Rules,
    today: Today,
    to_watch: WatchQueue,
    past: PastTowns,
    reloading: tokio::sync::Mutex<()>,
    missed: Mutex<Option<Missed>>,
}

impl State {
    /// Reads everything from the store and evaluates it.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer or its content does not fit together.
    pub async fn load(
        store: Arc<dyn Store>,
        clock: SharedClock,
        rules: Rules,
        today: Today,
    ) -> Result<Self, LoadError> {
        let snapshot = read(store.as_ref(), &rules, today, &clock, Signatures::default()).await?;
        let state = Self {
            inner: Arc::new(Inner {
                snapshot: RwLock::new(snapshot),
                version: AtomicU64::new(1),
                store,
                clock,
                rules,
                today,
                to_watch: WatchQueue::default(),
                past: PastTowns::default(),
                reloading: tokio::sync::Mutex::new(()),
                missed: Mutex::new(None),
            }),
        };
        Ok(state)
    }

    /// Reads everything again, after an import or a restore.
    ///
    /// # Errors
    /// As [`State::load`]; the state is then what it was.
    pub async fn reload(&self) -> Result<(), LoadError> {
        let _one_at_a_time = self.inner.reloading.lock().await;
        *self.missed() = Some(Missed::default());
        let inner = &self.inner;
        let store = inner.store.as_ref();
        let fitted = self.read(|snapshot| snapshot.town.signatures().clone());
        let read = read(store, &inner.rules, inner.today, &inner.clock, fitted).await;
        let mut fresh = match read {
            Ok(fresh) => fresh,
            Err(fault) => {
                *self.missed() = None;
                return Err(fault);
            }
        };
        self.write(|snapshot| {
            // Taken with the lock held: who commits now is told to the fresh one afterwards.
            let missed = self.missed().take().unwrap_or_default();
            fresh.take_days(&missed.days);
            fresh.take_counter_days(missed.counter_days);
            fresh.take_alerts(missed.alerts);
            *snapshot = fresh;
        });
        self.inner.past.forget();
        self.inner.to_watch.all();
        Ok(())
    }

    /// What was committed while everything is read anew; `None` at other times.
    fn missed(&self) -> MutexGuard<'_, Option<Missed>> {
        let missed = self.inner.missed.lock();
        missed.unwrap_or_else(PoisonError::into_inner)
    }

    /// The database behind it.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.inner.store
    }

    /// The clock of the town.
    pub fn clock(&self) -> &SharedClock {
        &self.inner.clock
    }

    /// The theme packs.
    pub fn themes(&self) -> &[ThemePack] {
        &self.inner.rules.themes
    }

    /// The dated parameters.
    pub fn parameters(&self) -> &Parameters {
        &self.inner.rules.parameters
    }

    /// Grows with every change: what was rendered under the same version is still true.
    pub fn version(&self) -> u64 {
        self.inner.version.load(Ordering::Acquire)
    }

    /// What pages show besides notes has changed: what was rendered is out of date.
    pub fn outdate(&self) {
        self.inner.version.fetch_add(1, Ordering::AcqRel);
    }

    /// Looks at the state. Short: it holds the scorer off.
    pub fn read<T>(&self, look: impl FnOnce(&Snapshot) -> T) -> T {
        look(
            &self
                .inner
                .snapshot
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The series that the watch has to look at again.
    pub fn to_watch(&self) -> &WatchQueue {
        &self.inner.to_watch
    }

    /// Puts alerts in place of those with the same number, or adds them.
    pub fn take_alerts(&self, changed: Vec<Alert>) {
        if changed.is_empty() {
            return;
        }
        if let Some(missed) = self.missed().as_mut() {
            missed.alerts.extend(changed.iter().cloned());
        }
        self.write(|snapshot| snapshot.take_alerts(changed));
    }

    /// The town evaluated at the start of the day after `day`, and thirty days before that.
    pub fn pictures_on(&self, day: Day) -> (Picture, Picture) {
        self.read(|snapshot| {
            let after = Moment::start_of(day.plus(1), snapshot.town.zone());
            snapshot.pictures_at(after)
        })
    }

    fn write<T>(&self, change: impl FnOnce(&mut Snapshot) -> T) -> T {
        let mut snapshot = self
            .inner
            .snapshot
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let changed = change(&mut snapshot);
        self.outdate();
        changed
    }

    fn town(&self) -> Town {
        self.read(|snapshot| snapshot.town.clone())
    }

    /// Compares the notes in memory with notes evaluated from totals recomputed by the store.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer.
    pub async fn verify_notes(&self) -> Result<Vec<crate::store::Difference>, LoadError> {
        let (today, clock) = (self.inner.today, &self.inner.clock);
        let now = |latest| today.now(clock, latest);
        let (fresh, _) = load::town(
            Knowledge::now(self.store().as_ref()),
            &self.inner.rules,
            now,
        )
        .await?;
        let town = self.town();
        Ok(self.read(|snapshot| {
            let moment = snapshot.now.moment();
            let picture = Picture::take(&fresh, moment);
            town.tree()
                .ids()
                .filter_map(|place| {
                    let held = snapshot.now.aggregate(place, None);
                    let found = picture.aggregate(place, None);
                    (held != found).then(|| crate::store::Difference {
                        subject: town
                            .tree()
                            .place(place)
                            .map(|p| p.code.to_string())
                            .unwrap_or_default(),
                        figure: "note".to_owned(),
                        stored: format!("{:?}", held.and_then(|a| a.known)),
                        recomputed: format!("{:?}", found.and_then(|a| a.known)),
                    })
                })
                .collect()
        }))
    }
}

#[cfg(test)]
mod tests;
