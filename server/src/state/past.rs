use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::energy::Parameters;
use model::time::{At, Day};

use super::knowledge::Knowledge;
use super::{LoadError, Snapshot, State, load};
use crate::rules::Rules;
use crate::store::KeptRules;
use crate::turns::{Turn, Turns};

/// Past days that are kept in memory: a page asks for its day several times, and
/// readers of one report for the same few.
const MOST: usize = 4;

/// Who looks at a past day at once: each takes a core for tenths of a second, a remembered
/// day for seconds.
const AT_ONCE: usize = 1;
/// Who may wait for that; the next are told to come back.
const IN_LINE: usize = 32;

/// What a page or an answer looks at: the town of a past day, with the turn it takes to work
/// on it, or the one of now.
#[derive(Default)]
pub struct Looked {
    past: Option<Past>,
    _turn: Option<Turn>,
}

impl Looked {
    /// The past town, where it is remembered.
    pub const fn as_ref(&self) -> Option<&Past> {
        self.past.as_ref()
    }
}

/// The town as it was known at the end of a past day.
#[derive(Clone)]
pub struct Past {
    /// Which day.
    pub day: Day,
    /// The first instant after it.
    pub end: At,
    /// The town of then, its notes at the end of the day.
    pub snapshot: Arc<Snapshot>,
    /// The dated parameters by which it was judged.
    parameters: Arc<Parameters>,
}

/// The past days in memory.
pub(super) struct PastTowns {
    kept: Mutex<Kept>,
    /// Two who ask for one day at once wait for one reading of it, too.
    turns: Turns,
}

impl Default for PastTowns {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            turns: Turns::new(AT_ONCE, IN_LINE),
        }
    }
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

    /// A turn to work out something of the past, which takes a core for a while.
    ///
    /// # Errors
    /// [`LoadError::Busy`] when too many wait for theirs already.
    pub async fn turn(&self) -> Result<Turn, LoadError> {
        self.inner.past.turns.take().await.ok_or(LoadError::Busy)
    }

    /// The town to look at for a day, or now: in turn with others who look at the past.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer, or not with what this version reads;
    /// as [`State::turn`].
    pub async fn look_at(&self, day: Option<Day>) -> Result<Looked, LoadError> {
        let Some(day) = day else {
            return Ok(Looked::default());
        };
        let turn = self.turn().await?;
        Ok(Looked {
            past: self.as_known(day).await?,
            _turn: Some(turn),
        })
    }

    /// The town as it was known at the end of a day. `None` for a day that is not over,
    /// and for one before the town was followed: it can only be rebuilt from what is
    /// known now. Who asks holds a turn.
    async fn as_known(&self, day: Day) -> Result<Option<Past>, LoadError> {
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
            parameters: Arc::new(rules.parameters),
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

    /// The dated parameters by which a past day was judged, or those of now.
    pub fn parameters_at<'a>(&'a self, past: Option<&'a Past>) -> &'a Parameters {
        past.map_or_else(|| self.parameters(), |past| &past.parameters)
    }

    /// What the database knows, then or now.
    pub fn known(&self, past: Option<&Past>) -> Knowledge<'_> {
        let store = self.store().as_ref();
        past.map_or(Knowledge::now(store), |past| {
            Knowledge::at_the_end_of(store, past.day, past.end)
        })
    }
}
