use serde::{Deserialize, Serialize};

/// Counts that may be published; `None` is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedTable {
    /// Row by row.
    pub cells: Vec<Vec<Option<u64>>>,
    /// Total of each row.
    pub row_totals: Vec<Option<u64>>,
    /// Total of each column; none where there is one row.
    pub column_totals: Vec<Option<u64>>,
    /// Total of all; also none where there is one row.
    pub total: Option<u64>,
}
