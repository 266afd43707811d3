use model::time::At;
use serde::{Deserialize, Serialize};

/// A line that could not be taken in, kept with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantinedLine {
    /// File name, or the name of the source key.
    pub source: String,
    /// What it was meant for: `readings`, `places`, `series`, `objectives`.
    pub target: String,
    /// Line in the file or body, from 1.
    pub line: u64,
    /// Field or column at fault, if one is.
    pub field: Option<String>,
    /// Why, and what to do.
    pub reason: String,
    /// The line as received, at most 1 000 characters.
    pub raw: String,
}

/// A quarantined line as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// Number in the table.
    pub id: i64,
    /// When it was set aside.
    pub known_at: At,
    /// The line.
    #[serde(flatten)]
    pub line: QuarantinedLine,
}

/// A reading that replaced another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Instant of the reading.
    pub at: At,
    /// When the new value was known.
    pub known_at: At,
    /// Value before.
    pub old_value: f64,
    /// Value after.
    pub new_value: f64,
}
