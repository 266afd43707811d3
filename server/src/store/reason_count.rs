use model::city::PlaceCode;
use model::reception::RatingReason;
use model::time::Day;

/// How often a reason was given at a counter in a local month.
///
/// A count and nothing else: which answer a reason belongs to is not kept, so that
/// no answer can be found again by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonCount {
    /// Where.
    pub counter: PlaceCode,
    /// The first day of the month.
    pub month: Day,
    /// The reason.
    pub reason: RatingReason,
    /// Whether those who gave it were satisfied.
    pub satisfied: bool,
    /// How many gave it.
    pub count: u64,
}
