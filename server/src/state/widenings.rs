use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::city::IndicatorCode;
use model::engine::Town;
use model::score::Widening;
use model::time::Day;

/// Eight times in ten a value should lie in the range that is told.
pub const PROBABILITY: f64 = 0.8;
/// Places that past forecasts are looked at of: some hundred forecasts.
pub const PLACES: usize = 24;
/// Days of indicators that are kept; whoever looks at more past days works them out again.
const MOST: usize = 256;

/// By indicator and day.
type ByDay = HashMap<(String, Day), Option<Widening>>;

/// What past forecasts of each indicator teach of their ranges, worked out once a day:
/// it takes years of many places.
#[derive(Debug, Clone, Default)]
pub(super) struct Widenings(Arc<Mutex<ByDay>>);

impl Widenings {
    /// By how much ranges of an indicator are widened on a day.
    pub(super) fn of(&self, town: &Town, indicator: &IndicatorCode, day: Day) -> Option<Widening> {
        let key = (indicator.as_str().to_owned(), day);
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&key) {
            return *found;
        }
        drop(known);
        let histories = town.histories_around(indicator, day, PLACES);
        let found = Widening::of(histories.iter().map(Vec::as_slice), PROBABILITY);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, found);
        found
    }
}
