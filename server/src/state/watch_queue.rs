use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use model::engine::SeriesIndex;

/// Series whose completed days changed since the watch last looked.
#[derive(Debug, Default)]
pub struct WatchQueue {
    waiting: Mutex<Waiting>,
}

/// What waited.
#[derive(Debug, Default)]
pub struct Waited {
    /// What the watch looks at.
    pub all: Vec<SeriesIndex>,
    /// Of these, what was touched since everything was read: what rests on their
    /// hours is to be worked out again.
    pub touched: Vec<SeriesIndex>,
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
    pub fn take(&self, count: usize) -> Waited {
        let waiting = core::mem::replace(
            &mut *self.lock(),
            Waiting {
                all: false,
                series: BTreeSet::new(),
            },
        );
        let touched: Vec<SeriesIndex> = waiting.series.into_iter().collect();
        Waited {
            all: if waiting.all {
                (0..count).map(SeriesIndex).collect()
            } else {
                touched.clone()
            },
            touched,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_touched_is_told_from_what_is_looked_at() {
        let queue = WatchQueue::default();
        let first = queue.take(3);
        assert_eq!((first.all.len(), first.touched.len()), (3, 0));
        queue.add(SeriesIndex(2));
        queue.add(SeriesIndex(2));
        let touched = queue.take(3);
        assert_eq!(touched.all, [SeriesIndex(2)]);
        assert_eq!(touched.touched, touched.all);
        queue.add(SeriesIndex(1));
        queue.all();
        let both = queue.take(3);
        assert_eq!((both.all.len(), both.touched), (3, vec![SeriesIndex(1)]));
        assert!(queue.take(3).all.is_empty());
    }
}
