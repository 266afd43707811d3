use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xls};

use super::spreadsheet::sheet_name;
use super::{SheetLines, UnfoldError};
use crate::ingest::mapping::{Column, FileFormat};

/// Bytes of the file: what it holds is not compressed.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// A sheet of an old Excel workbook (.xls) as lines, one a row, written as those
/// of a new one are.
///
/// # Errors
/// [`UnfoldError`] when it is no such workbook or lacks the sheet.
pub fn old_workbook(
    read: impl Read,
    format: &FileFormat,
    sheet: Option<&Column>,
) -> Result<Vec<u8>, UnfoldError> {
    let mut bytes = Vec::new();
    read.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_FILE_BYTES {
        return Err(UnfoldError::TooLarge {
            what: "the file",
            limit: "64 MiB",
        });
    }
    let no_workbook = |fault: &dyn core::fmt::Display| UnfoldError::Format {
        expected: "old Excel workbook (.xls)",
        reason: fault.to_string(),
    };
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| no_workbook(&e))?;
    let name = sheet_name(&book.sheet_names(), sheet)?;
    let range = book.worksheet_range(&name).map_err(|e| no_workbook(&e))?;
    let mut lines = SheetLines::new(format);
    let (row, column) = range.start().unwrap_or_default();
    for _ in 0..row {
        lines.end()?;
    }
    for cells in range.rows() {
        for _ in 0..column {
            lines.text("");
        }
        for cell in cells {
            write(&mut lines, cell);
        }
        lines.end()?;
    }
    Ok(lines.finish())
}

fn write(lines: &mut SheetLines, cell: &Data) {
    match cell {
        Data::Int(number) => lines.text(&number.to_string()),
        Data::Float(number) => lines.number(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => lines.text(text),
        Data::Bool(yes) => lines.text(if *yes { "true" } else { "false" }),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            lines.text(&format!(
                "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
            ));
        }
        Data::DateTime(duration) => lines.number(duration.as_f64()),
        _ => lines.text(""),
    }
}
