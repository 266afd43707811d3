use super::plan::milli;
use crate::city::PlaceId;
use crate::time::Day;

/// What a place that closes takes from below the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closing {
    /// The place that has the size.
    pub place: PlaceId,
    /// From which day on it is closed.
    pub on: Day,
    /// Its size, in the denominator's base unit.
    pub size: f64,
}

impl Closing {
    /// How much less of its size counts for twelve months up to a day, in thousandths: the
    /// share of their days on which the place was closed.
    pub fn less_milli(&self, day: Day) -> i64 {
        milli(self.size * closed_share(self.on, day))
    }
}

/// The share of twelve months up to a day that a place closed on another was closed.
pub(super) fn closed_share(on: Day, day: Day) -> f64 {
    let year = day.since(day.plus_years(-1));
    f64::from(day.since(on).clamp(0, year)) / f64::from(year)
}
