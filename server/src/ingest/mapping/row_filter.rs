use serde::Deserialize;

use super::Variables;

/// Which rows of a table are meant: one entry of `[[where]]`; all have to fit.
///
/// Rows that do not fit are passed over and counted; they are no faults.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowFilter {
    /// Name of the column.
    pub column: String,
    /// The cell must be one of these; none asks for nothing.
    #[serde(default)]
    pub is: Vec<String>,
    /// The cell must be none of these.
    #[serde(default)]
    pub is_not: Vec<String>,
}

impl RowFilter {
    /// Whether a row is meant. A column that is not there counts as empty.
    pub fn fits(&self, row: &Variables) -> bool {
        let cell = row.get(&self.column).map_or("", String::as_str);
        let among = |texts: &[String]| texts.iter().any(|text| text == cell);
        (self.is.is_empty() || among(&self.is)) && !among(&self.is_not)
    }
}
