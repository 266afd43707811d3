use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use model::engine::SeriesIndex;

/// Series whose completed days changed since the watch last looked.
#[derive(Debug, Default)]
pub struct WatchQueue {
    waiting: Mutex<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    /// Everything has to be looked at: at start, after an import, on a new day.
    all: bool,
    series: BTreeSet<SeriesIndex>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            all: true,
            series: BTreeSet::new(),
        }
    }
}

impl WatchQueue {
    /// A completed day of a series changed.
    pub fn add(&self, series: SeriesIndex) {
        self.lock().series.insert(series);
    }

    /// Everything may have changed.
    pub fn all(&self) {
        self.lock().all = true;
    }

    /// Takes what waits, of `count` series in all.
    pub fn take(&self, count: usize) -> Vec<SeriesIndex> {
        let waiting = core::mem::replace(
            &mut *self.lock(),
            Waiting {
                all: false,
                series: BTreeSet::new(),
            },
        );
        if waiting.all {
            (0..count).map(SeriesIndex).collect()
        } else {
            waiting.series.into_iter().collect()
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
