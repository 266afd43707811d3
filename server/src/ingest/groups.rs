use std::collections::HashMap;

use model::city::SeriesId;
use model::measure::Reading;

use crate::store::SeriesBatch;

/// Readings grouped by series, in the order in which the series appeared.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    batches: Vec<SeriesBatch>,
    by_id: HashMap<SeriesId, usize>,
    readings: usize,
}

impl Groups {
    /// The position of a series, made when it is new.
    pub fn position(&mut self, series: SeriesId) -> usize {
        let Self { batches, by_id, .. } = self;
        *by_id.entry(series).or_insert_with(|| {
            batches.push(SeriesBatch {
                series,
                readings: Vec::new(),
            });
            batches.len() - 1
        })
    }

    /// Adds a reading to the series at that position.
    pub fn push(&mut self, position: usize, reading: Reading) {
        if let Some(batch) = self.batches.get_mut(position) {
            batch.readings.push(reading);
            self.readings += 1;
        }
    }

    /// How many readings there are.
    pub const fn readings(&self) -> usize {
        self.readings
    }

    /// Hands over what was grouped and starts again.
    pub fn drain(&mut self) -> Vec<SeriesBatch> {
        self.by_id.clear();
        self.readings = 0;
        core::mem::take(&mut self.batches)
    }
}
