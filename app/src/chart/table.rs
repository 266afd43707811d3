//! The figures behind a chart.

use serde::{Deserialize, Serialize};

/// A table with the values a chart draws, already written for the reader.
/// Every row has as many cells as there are columns; the first cell heads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChartTable {
    /// What the table holds, with its unit.
    pub caption: String,
    /// Column headings.
    pub columns: Vec<String>,
    /// Rows in the order of the drawing.
    pub rows: Vec<Vec<String>>,
}
