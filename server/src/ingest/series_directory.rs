use std::collections::HashMap;
use std::sync::Arc;

use model::city::{PlaceCode, SeriesId, SeriesKind};
use model::measure::Unit;

use crate::store::{Store, StoreError, StoredSeries};

/// What parsing needs to know of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesEntry {
    /// Number in the database.
    pub id: SeriesId,
    /// Code, as readings name it.
    pub code: Box<str>,
    /// Where it measures.
    pub place: PlaceCode,
    /// What its readings mean.
    pub kind: SeriesKind,
    /// Unit of its values.
    pub unit: Unit,
    /// Seconds between readings.
    pub step_s: u32,
    /// A reading of 0 stands for silence.
    pub zero_is_missing: bool,
}

/// Every series by its code; a clone shares the same table.
#[derive(Debug, Clone, Default)]
pub struct SeriesDirectory {
    by_code: Arc<HashMap<Box<[u8]>, SeriesEntry>>,
}

impl SeriesDirectory {
    /// The directory of these series.
    pub fn new(stored: impl IntoIterator<Item = StoredSeries>) -> Self {
        let by_code = stored
            .into_iter()
            .map(SeriesEntry::from)
            .map(|entry| (entry.code.as_bytes().into(), entry))
            .collect();
        Self {
            by_code: Arc::new(by_code),
        }
    }

    /// The directory of a database as it is now.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        store.series().await.map(Self::new)
    }

    /// The series with that code.
    pub fn get(&self, code: &[u8]) -> Option<&SeriesEntry> {
        self.by_code.get(code)
    }

    /// How many series there are.
    pub fn len(&self) -> usize {
        self.by_code.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_code.is_empty()
    }
}

impl From<StoredSeries> for SeriesEntry {
    fn from(stored: StoredSeries) -> Self {
        Self {
            id: stored.id,
            code: stored.series.code.as_str().into(),
            place: stored.series.place,
            kind: stored.series.kind,
            unit: stored.series.unit,
            step_s: stored.series.step_s,
            zero_is_missing: stored.series.zero_is_missing,
        }
    }
}
