use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use model::time::At;

/// Subjects that are remembered at once. Beyond, newcomers wait: a flood from many
/// addresses must neither fill the memory nor the figures.
const MOST: usize = 20_000;

/// How often something may happen for one subject: so many at once, then one each
/// `interval_ms` (the generic cell rate algorithm).
///
/// Subjects are kept as keyed hashes, with a random key of the process: what is in memory
/// names nobody, and nothing of it is stored or logged.
pub(super) struct Pace {
    interval_ms: i64,
    at_once: i64,
    due: Mutex<HashMap<u64, i64>>,
    hasher: RandomState,
}

impl Pace {
    pub(super) fn new(at_once: i64, interval_ms: i64) -> Self {
        Self {
            interval_ms,
            at_once,
            due: Mutex::default(),
            hasher: RandomState::new(),
        }
    }

    /// Takes one where it is not too soon; else says how many seconds to wait.
    pub(super) fn take(&self, subject: &str, now: At) -> Result<(), i64> {
        let (key, now) = (self.hasher.hash_one(subject), now.millis());
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if due.len() >= MOST && !due.contains_key(&key) {
            due.retain(|_, at| *at > now);
            if due.len() >= MOST {
                return Err(self.interval_ms / 1000 + 1);
            }
        }
        let next = due.get(&key).copied().unwrap_or(now).max(now) + self.interval_ms;
        let early = next - now - self.at_once * self.interval_ms;
        if early > 0 {
            return Err(early.saturating_add(999) / 1000);
        }
        due.insert(key, next);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> At {
        At::from_seconds(1_775_642_400 + seconds)
    }

    #[test]
    fn some_at_once_then_one_each_interval() {
        let pace = Pace::new(3, 20_000);
        let taken: Vec<bool> = (0..5).map(|_| pace.take("a", at(0)).is_ok()).collect();
        assert_eq!(taken, [true, true, true, false, false]);
        assert_eq!(pace.take("a", at(1)), Err(19));
        assert_eq!(pace.take("b", at(1)), Ok(()), "others do not wait");
        assert_eq!(pace.take("a", at(20)), Ok(()));
        assert!(pace.take("a", at(21)).is_err());
        let rested: Vec<bool> = (0..4).map(|_| pace.take("a", at(900)).is_ok()).collect();
        assert_eq!(rested, [true, true, true, false]);
    }

    #[test]
    fn memory_is_bounded_and_heals() {
        let pace = Pace::new(1, 1_000);
        for n in 0..MOST {
            assert_eq!(pace.take(&n.to_string(), at(0)), Ok(()));
        }
        assert!(pace.take("one more", at(0)).is_err());
        assert_eq!(pace.take("one more", at(2)), Ok(()));
    }
}
