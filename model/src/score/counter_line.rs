use serde::{Deserialize, Serialize};

use super::Coverage;
use crate::city::PlaceCode;
use crate::time::Day;

/// What one counter brings to a measured value of reception.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CounterLine {
    /// Which counter.
    pub place: PlaceCode,
    /// Of a share: what is counted of it, in thousandths; 0 where the value is a rank.
    pub numerator_milli: i64,
    /// Of a share: out of how many, in thousandths; 0 where the value is a rank.
    pub denominator_milli: i64,
    /// On how many tickets, calls, letters or answers it rests.
    pub n: u64,
    /// Its own value, rounded like the whole.
    pub value: Option<f64>,
    /// Share of its days that were told of.
    pub coverage: Coverage,
    /// Its missing days count with its last ones.
    pub stands_in: bool,
    /// So few people that nothing is said of them: the counts are 0 and stand for nothing.
    #[serde(default)]
    pub few: bool,
    /// Last day it told of.
    pub last_day: Option<Day>,
}
