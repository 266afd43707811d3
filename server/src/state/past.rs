use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::time::{At, Day};

use super::knowledge::Knowledge;
use super::{LoadError, Snapshot, State, load};
use crate::rules::Rules;
use crate::store::KeptRules;

/// Past days that are kept in memory: a page asks for its day several times, and
/// readers of one report for the same few.
const MOST: usize = 4;

/// The town as it was known at the end of a past day.
#[derive(Clone)]
pub struct Past {
    /// Which day.
    pub day: Day,
    /// The first instant after it.
    pub end: At,
    /// The town of then, its notes at the end of the day.
    pub snapshot: Arc<Snapshot>,
}

/// The past days in memory.
#[derive(Default)]
pub(super) struct PastTowns {
    kept: Mutex<Kept>,
    /// Two who ask for one day at once wait for one reading of it.
    reading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Kept {
    /// The one that was asked for last at the end.
    days: Vec<Past>,
    /// How often all were forgotten: what was being read meanwhile is of another past.
    forgotten: u64,
}

impl PastTowns {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, day: Day) -> Option<Past> {
        let days = &mut self.kept().days;
        let place = days.iter().position(|past| past.day == day)?;
        let found = days.remove(place);
        days.push(found.clone());
        Some(found)
    }

    /// Keeps a day that was read since all were forgotten so often.
    fn keep(&self, past: Past, forgotten: u64) {
        let mut kept = self.kept();
        if kept.forgotten != forgotten {
            return;
        }
        if kept.days.len() >= MOST {
            kept.days.remove(0);
        }
        kept.days.push(past);
    }

    /// Forgets all of them, after a restore: there may be another past.
    pub(super) fn forget(&self) {
        let mut kept = self.kept();
        kept.days.clear();
        kept.forgotten += 1;
    }
}

impl State {
    /// From now on what is known when is remembered, and by which rules.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer.
    pub async fn follow(&self) -> Result<(), LoadError> {
        let now = self.clock().now();
        let rules = KeptRules {
            themes: serde_json::to_string(self.themes())?,
            parameters: serde_json::to_string(self.parameters())?,
        };
        self.store().keep_rules(rules, now).await?;
        self.store().follow(now).await?;
        Ok(())
    }

    /// The town as it was known at the end of a day. `None` for a day that is not over,
    /// and for one before the town was followed: it can only be rebuilt from what is
    /// known now.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer, or not with what this version reads.
    pub async fn as_known(&self, day: Day) -> Result<Option<Past>, LoadError> {
        let (today, end) = self.read(|snapshot| {
            let zone = snapshot.town.zone();
            (snapshot.now.moment().day, zone.start_of_day(day.plus(1)))
        });
        let was_followed = self.store().followed_from().is_some_and(|from| from < end);
        if day >= today || !was_followed {
            return Ok(None);
        }
        if let Some(found) = self.inner.past.find(day) {
            return Ok(Some(found));
        }
        let _one_at_a_time = self.inner.past.reading.lock().await;
        if let Some(found) = self.inner.past.find(day) {
            return Ok(Some(found));
        }
        let forgotten = self.inner.past.kept().forgotten;
        let known = Knowledge::at_the_end_of(self.store().as_ref(), day, end);
        let rules = match self.store().rules_known(day).await? {
            Some(kept) => Rules {
                themes: serde_json::from_str(&kept.themes)?,
                parameters: serde_json::from_str(&kept.parameters)?,
            },
            None => self.inner.rules.clone(),
        };
        let (town, _) = load::town(known, &rules, |_| end).await?;
        let alerts = known.alerts().await?;
        let snapshot =
            tokio::task::spawn_blocking(move || Snapshot::at_end_of(town, alerts, day)).await;
        let snapshot = snapshot.map_err(|fault| {
            crate::store::StoreError::Driver(format!("the past could not be evaluated: {fault}"))
        })?;
        let past = Past {
            day,
            end,
            snapshot: Arc::new(snapshot),
        };
        self.inner.past.keep(past.clone(), forgotten);
        Ok(Some(past))
    }

    /// Looks at a past state, or at the one of now.
    pub fn read_at<T>(&self, past: Option<&Past>, look: impl FnOnce(&Snapshot) -> T) -> T {
        match past {
            Some(past) => look(&past.snapshot),
            None => self.read(look),
        }
    }

    /// What the database knows, then or now.
    pub fn known(&self, past: Option<&Past>) -> Knowledge<'_> {
        let store = self.store().as_ref();
        past.map_or(Knowledge::now(store), |past| {
            Knowledge::at_the_end_of(store, past.day, past.end)
        })
    }
}
