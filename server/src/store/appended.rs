use model::city::SeriesId;
use model::measure::{DayTotal, Reading};
use model::time::{At, Day};

/// Readings handed to the store together; all are stored or none.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Readings by series. A series may appear more than once; later entries win.
    pub series: Vec<SeriesBatch>,
    /// When they were known (transaction time of corrections).
    pub known_at: At,
}

/// The readings of one series in a batch, in any order of time.
#[derive(Debug, Clone)]
pub struct SeriesBatch {
    /// Which series.
    pub series: SeriesId,
    /// Checked readings (finite, in range).
    pub readings: Vec<Reading>,
}

/// What an acknowledged batch did. It is durable when this is returned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appended {
    /// Readings that were new.
    pub added: u64,
    /// Readings that replaced another value and were remembered as corrections.
    pub corrected: u64,
    /// Readings that were already there with the same value: nothing changed.
    pub unchanged: u64,
}

impl Appended {
    /// Both counts together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            corrected: self.corrected + other.corrected,
            unchanged: self.unchanged + other.unchanged,
        }
    }
}

/// A local day of a series whose total changed with a commit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TouchedDay {
    /// Which series.
    pub series: SeriesId,
    /// Which local day, in the zone of the database.
    pub day: Day,
    /// Its new total.
    pub total: DayTotal,
    /// The latest reading of the series known after the commit.
    pub latest: Option<Reading>,
}
