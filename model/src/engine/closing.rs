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
        let year = day.since(day.plus_years(-1));
        let closed = day.since(self.on).clamp(0, year);
        milli(self.size * f64::from(closed) / f64::from(year))
    }
}
