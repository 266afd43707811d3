use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::access::Role;
use crate::city::{IndicatorCode, PlaceCode};
use crate::time::At;

/// An item of the agenda of a review, as it was known when the review was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewItem {
    /// Number on the agenda: 1, 2, 3 …
    pub nr: u32,
    /// Where.
    pub place: PlaceCode,
    /// What is out of line.
    pub indicator: IndicatorCode,
    /// The action that is overdue, where it is about one.
    pub action: Option<i64>,
    /// « Électricité par surface, École Jean-Jaurès ».
    pub heading: String,
    /// What was measured and asked for, in a sentence.
    pub fact: String,
    /// What was decided, in order.
    pub outcomes: Vec<ItemOutcome>,
}

/// A decision of a review with who recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOutcome {
    /// When.
    pub at: At,
    /// The address of an account.
    pub author: String,
    /// What they were then.
    pub role: Option<Role>,
    /// What.
    pub outcome: Outcome,
}
