use model::city::PlaceCode;
use model::reception::ReceptionDay;
use model::time::Day;

/// What a local day of a counter comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct CounterDay {
    /// The counter.
    pub counter: PlaceCode,
    /// The local day.
    pub day: Day,
    /// What was told of it.
    pub told: ReceptionDay,
}
