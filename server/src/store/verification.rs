use serde::{Deserialize, Serialize};

/// What a full recomputation found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Series that were recomputed.
    pub series: u64,
    /// Readings that were read back.
    pub readings: u64,
    /// Local days whose rollup was recomputed.
    pub days: u64,
    /// Tickets that were worked out from their events.
    #[serde(default)]
    pub tickets: u64,
    /// What differs from what is stored; none is the only pass.
    pub differences: Vec<Difference>,
}

/// One stored figure that recomputation does not give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it belongs to: code of a series or place, with the day.
    pub subject: String,
    /// The figure.
    pub figure: String,
    /// As stored.
    pub stored: String,
    /// As recomputed.
    pub recomputed: String,
}
