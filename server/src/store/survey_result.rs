use model::city::PlaceCode;

/// What a survey found at a counter on one criterion, in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyResult {
    /// The counter it is about.
    pub counter: PlaceCode,
    /// The year it was made in.
    pub year: i16,
    /// What was asked about, e.g. `attente`: small letters, digits and `-`.
    pub criterion: String,
    /// Share of those who answered that were not satisfied, 0 to 1.
    pub dissatisfied: f64,
    /// How many answered, where that was said.
    pub answers: Option<u32>,
}
