use std::io::{Cursor, Read};

use serde::{Deserialize, Deserializer};

use super::number_format::NumberFormat;
use super::{Column, MappingError, Matrix};
use crate::ingest::unfold::{
    RecordPath, UnfoldError, green_button, json_records, old_workbook, spreadsheet,
};
use crate::ingest::{Encoding, TextChunks};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// Text with a delimiter between cells.
    #[default]
    Delimited,
    /// An Excel workbook (.xlsx).
    Xlsx,
    /// An old Excel workbook (.xls).
    Xls,
    /// A JSON document.
    Json,
    /// A Green Button feed (ESPI, XML).
    GreenButton,
}

impl FileKind {
    /// How the names of such files end.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Delimited => &["csv", "tsv", "txt"],
            Self::Xlsx => &["xlsx", "xlsm"],
            Self::Xls => &["xls"],
            Self::Json => &["json"],
            Self::GreenButton => &["xml"],
        }
    }
}

/// How a file is written: the table `[file]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileFormat {
    /// What kind of file it is; the others are first written out as delimited lines.
    pub kind: FileKind,
    /// Of a workbook: the sheet, by name or number; default the first.
    pub sheet: Option<Column>,
    /// Of a JSON document: the way to its records.
    pub records: Option<RecordPath>,
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
    /// Which of those lines holds names whose values are in the line below
    /// it, from 1: both become variables. Readings only.
    pub preamble: Option<u64>,
    /// Of a table that crosses rows with columns: how its cells become rows. Tables only.
    pub matrix: Option<Matrix>,
    /// The table ends before the first line that starts like this.
    pub until: Option<String>,
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
            kind: FileKind::Delimited,
            sheet: None,
            records: None,
            encoding: Encoding::Utf8,
            delimiter: b',',
            quote: Some(b'"'),
            skip_rows: 0,
            preamble: None,
            matrix: None,
            until: None,
            header: true,
            decimal: '.',
            thousands: None,
        }
    }
}

impl FileFormat {
    /// The lines of a file, written out first where it is no delimited text.
    ///
    /// # Errors
    /// [`UnfoldError`] when it is not what [`Self::kind`] says.
    pub fn lines(
        &self,
        read: Box<dyn Read + Send>,
    ) -> Result<TextChunks<Box<dyn Read + Send>>, UnfoldError> {
        let bytes = match (self.kind, &self.records) {
            (FileKind::Delimited, _) => return Ok(TextChunks::new(read, self.encoding)),
            (FileKind::Xlsx, _) => spreadsheet(read, self, self.sheet.as_ref())?,
            (FileKind::Xls, _) => old_workbook(read, self, self.sheet.as_ref())?,
            (FileKind::GreenButton, _) => green_button(read, self)?,
            (FileKind::Json, Some(path)) => json_records(read, self, path)?,
            (FileKind::Json, None) => {
                let reason = "file.records of the mapping is missing".to_owned();
                return Err(UnfoldError::NotThere(reason));
            }
        };
        Ok(TextChunks::new(
            Box::new(Cursor::new(bytes)),
            Encoding::Utf8,
        ))
    }

    /// Whether the table is over with this line.
    pub(crate) fn ends_with(&self, line: &str) -> bool {
        self.until
            .as_ref()
            .is_some_and(|until| line.starts_with(until.as_str()))
    }

    /// Checks that the keys go together.
    pub(super) fn check(&self) -> Result<(), MappingError> {
        let fault = |key, reason: &str| {
            Err(MappingError::Key {
                key,
                reason: reason.to_owned(),
            })
        };
        if ![',', '.'].contains(&self.decimal) {
            return fault("file.decimal", "is `.` or `,`");
        }
        if self.thousands == Some(self.decimal) {
            return fault("file.thousands", "must differ from file.decimal");
        }
        if (self.kind == FileKind::Json) != self.records.is_some() {
            return fault(
                "file.records",
                "goes with kind = \"json\", and only with it",
            );
        }
        if self.sheet.is_some() && !matches!(self.kind, FileKind::Xlsx | FileKind::Xls) {
            let reason = "only means something with kind = \"xlsx\" or \"xls\"";
            return fault("file.sheet", reason);
        }
        if self.kind != FileKind::Delimited && self.encoding != Encoding::Utf8 {
            return fault("file.encoding", "is only asked of delimited text");
        }
        let written_out = matches!(self.kind, FileKind::Json | FileKind::GreenButton);
        if written_out && (!self.header || self.skip_rows > 0) {
            return fault(
                "file.header",
                "such files are read with their header from line 1",
            );
        }
        match self.preamble {
            Some(line) if line == 0 || line >= self.skip_rows => fault(
                "file.preamble",
                "is the number of one of the lines that skip_rows leaves out, and not the last",
            ),
            _ => Ok(()),
        }
    }

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
