use serde::Deserialize;

use super::{FilePattern, Variables};
use crate::ingest::LineFault;

/// Takes a cell apart: one entry of `[[split]]`, as `Du {from} au {last}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextSplit {
    /// Name of the column.
    pub column: String,
    /// How its cells are written; the captures become variables.
    pub pattern: FilePattern,
}

impl TextSplit {
    /// Adds the captures to the cells of a row.
    ///
    /// # Errors
    /// [`LineFault`] of the column when its cell is written another way.
    pub fn apply(&self, row: &mut Variables) -> Result<(), LineFault> {
        let cell = row.get(&self.column).map_or("", String::as_str);
        let found = self.pattern.captures_text(cell).ok_or_else(|| {
            let quoted = LineFault::quoted(cell.as_bytes());
            let pattern = self.pattern.as_str();
            LineFault::of(
                &self.column,
                format!("`{quoted}` is not written like `{pattern}`"),
            )
        })?;
        row.extend(found);
        Ok(())
    }
}
