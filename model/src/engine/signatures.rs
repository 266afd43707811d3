use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::quality::FixedState;

use super::SeriesIndex;
use crate::energy::Signature;
use crate::time::Day;

/// Signatures that were fitted, by series and end of their year.
///
/// A page compares a year of months, each with the same fits as the page before it:
/// nine tenths of its time went there. What is remembered holds as long as the
/// days and temperatures it was fitted to are the same to the last bit, so nothing
/// has to be told to forget.
#[derive(Debug, Clone, Default)]
pub struct Signatures(Arc<Mutex<HashMap<(SeriesIndex, Day), Fitted>>>);

#[derive(Debug, Clone, Copy)]
struct Fitted {
    /// Of what it was fitted to.
    fingerprint: u64,
    signature: Option<Signature>,
}

/// A hundred months of five hundred meters; beyond that all are fitted again.
const MOST: usize = 50_000;

impl Signatures {
    /// The signature of a series for the year that ends on a day: the one that is
    /// known for these very days and temperatures, else what `fit` gives.
    pub(super) fn of(
        &self,
        index: SeriesIndex,
        end: Day,
        days: &[(f64, f64)],
        fit: impl FnOnce() -> Option<Signature>,
    ) -> Option<Signature> {
        let mut hasher = FixedState::default().build_hasher();
        for (usage, temperature) in days {
            (usage.to_bits(), temperature.to_bits()).hash(&mut hasher);
        }
        let fingerprint = hasher.finish();
        let known = self.lock().get(&(index, end)).copied();
        if let Some(known) = known.filter(|known| known.fingerprint == fingerprint) {
            return known.signature;
        }
        let signature = fit();
        let mut all = self.lock();
        if all.len() >= MOST {
            all.clear();
        }
        let fitted = Fitted {
            fingerprint,
            signature,
        };
        all.insert((index, end), fitted);
        signature
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(SeriesIndex, Day), Fitted>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_is_made_once_for_the_same_days() {
        let known = Signatures::default();
        let (index, end) = (SeriesIndex(3), Day::from_number(20_000));
        let mut fits = 0;
        let mut ask = |days: &[(f64, f64)], per_day: f64| {
            let found = known.of(index, end, days, || {
                fits += 1;
                Some(Signature::flat(per_day))
            });
            (found.map(|s| s.base_per_day), fits)
        };
        let days = [(1.0, 12.0), (2.0, 9.0)];
        assert_eq!(ask(&days, 1.0), (Some(1.0), 1));
        assert_eq!(ask(&days, 2.0), (Some(1.0), 1));
        // A late reading, in the last bit.
        let late = [(1.0, 12.0), (2.000_000_000_000_000_4, 9.0)];
        assert_eq!(ask(&late, 3.0), (Some(3.0), 2));
        assert_eq!(ask(&days, 4.0), (Some(4.0), 3));
    }
}
