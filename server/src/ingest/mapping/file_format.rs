use serde::{Deserialize, Deserializer};

use super::number_format::NumberFormat;
use crate::ingest::Encoding;

/// How a delimited file is written: the table `[file]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileFormat {
    /// How letters are written.
    pub encoding: Encoding,
    /// What separates cells: one ASCII character.
    #[serde(deserialize_with = "one_byte")]
    pub delimiter: u8,
    /// What encloses cells that hold a delimiter; `""` for none.
    #[serde(deserialize_with = "one_byte_or_none")]
    pub quote: Option<u8>,
    /// Lines before the header that say nothing.
    pub skip_rows: u64,
    /// Whether the first line that counts names the columns.
    pub header: bool,
    /// What separates decimals: `.` or `,`.
    pub decimal: char,
    /// What separates thousands; a space stands for every kind of space.
    pub thousands: Option<char>,
}

impl Default for FileFormat {
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            delimiter: b',',
            quote: Some(b'"'),
            skip_rows: 0,
            header: true,
            decimal: '.',
            thousands: None,
        }
    }
}

impl FileFormat {
    /// How numbers are written.
    pub const fn numbers(&self) -> NumberFormat {
        NumberFormat {
            decimal: self.decimal,
            thousands: self.thousands,
        }
    }
}

fn one_byte<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    one_byte_or_none(deserializer)?
        .ok_or_else(|| serde::de::Error::custom("expected one character, found none"))
}

fn one_byte_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.as_bytes() {
        [] => Ok(None),
        [byte] if byte.is_ascii() && *byte != b'\n' => Ok(Some(*byte)),
        _ => Err(serde::de::Error::custom(format!(
            "expected one ASCII character, found `{text}`"
        ))),
    }
}
