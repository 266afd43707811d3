use serde::Deserialize;

use crate::ingest::{Header, HeaderFault};

/// A column, by its name in the header or by its number from 1.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Column {
    /// Number from 1; the only way in a file without header.
    Number(usize),
    /// Name in the header.
    Name(String),
}

impl Column {
    /// Position from 0; `header` is `None` when the file has none.
    ///
    /// # Errors
    /// [`HeaderFault::Missing`] when there is no such column.
    pub fn position(&self, header: Option<&Header>) -> Result<usize, HeaderFault> {
        let missing = |column: String| HeaderFault::Missing {
            column,
            found: header.map_or_else(
                || "no header (header = false): name columns by number".to_owned(),
                |header| header.names().join(", "),
            ),
        };
        match (self, header) {
            (Self::Name(name), Some(header)) => header.require(name),
            (Self::Name(name), None) => Err(missing(name.clone())),
            (Self::Number(number), header) => {
                let within = header.is_none_or(|header| *number <= header.names().len());
                number
                    .checked_sub(1)
                    .filter(|_| within)
                    .ok_or_else(|| missing(format!("number {number}")))
            }
        }
    }
}
