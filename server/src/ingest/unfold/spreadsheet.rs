use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{SheetLines, UnfoldError};
use crate::ingest::mapping::{Column, FileFormat};

/// Bytes of the file as it is sent.
const MAX_FILE_BYTES: u64 = 64 << 20;
/// Bytes of all its parts once unpacked.
const MAX_UNPACKED_BYTES: u64 = 256 << 20;
/// Parts in the archive.
const MAX_PARTS: usize = 2_000;
/// Rows and columns a sheet is read to.
const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: u32 = 2_000;

/// A sheet of an Excel workbook (.xlsx) as lines, one a row, so that line
/// numbers are those of the sheet. Numbers are written with the decimal sign
/// of the mapping, dates as `2026-03-29 14:00:00`, formulas as their last result.
///
/// # Errors
/// [`UnfoldError`] when it is no workbook, unpacks to too much, or lacks the sheet.
pub fn spreadsheet(
    read: impl Read,
    format: &FileFormat,
    sheet: Option<&Column>,
) -> Result<Vec<u8>, UnfoldError> {
    let mut bytes = Vec::new();
    read.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if length(&bytes) > MAX_FILE_BYTES {
        return Err(UnfoldError::TooLarge {
            what: "the file",
            limit: "64 MiB",
        });
    }
    check_unpacked(&bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes.as_slice())).map_err(|e| no_workbook(&e))?;
    let name = sheet_name(&book.sheet_names(), sheet)?;
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|e| no_workbook(&e))?;
    let mut lines = SheetLines::new(format);
    let (mut row, mut column) = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(|e| no_workbook(&e))? {
        let (at_row, at_column) = cell.get_position();
        if at_row >= MAX_ROWS || at_column >= MAX_COLUMNS {
            return Err(UnfoldError::TooLarge {
                what: "the sheet",
                limit: "1 048 576 rows of 2 000 columns",
            });
        }
        if matches!(cell.get_value(), DataRef::Empty) || (at_row, at_column) < (row, column) {
            continue;
        }
        while row < at_row {
            lines.end()?;
            (row, column) = (row + 1, 0);
        }
        while column < at_column {
            lines.text("");
            column += 1;
        }
        write(&mut lines, cell.get_value());
        column += 1;
    }
    lines.end()?;
    Ok(lines.finish())
}

fn write(lines: &mut SheetLines, cell: &DataRef<'_>) {
    match cell {
        DataRef::Int(number) => lines.text(&number.to_string()),
        DataRef::Float(number) => lines.number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            lines.text(text);
        }
        DataRef::SharedString(text) => lines.text(text),
        DataRef::Bool(yes) => lines.text(if *yes { "true" } else { "false" }),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            lines.text(&format!(
                "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"
            ));
        }
        DataRef::DateTime(duration) => lines.number(duration.as_f64()),
        DataRef::Error(_) | DataRef::Empty => lines.text(""),
    }
}

/// Unpacks every part once and counts: what an archive says of itself may be a lie.
fn check_unpacked(bytes: &[u8]) -> Result<(), UnfoldError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| no_workbook(&e))?;
    if archive.len() > MAX_PARTS {
        return Err(UnfoldError::TooLarge {
            what: "the number of its parts",
            limit: "2 000",
        });
    }
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| no_workbook(&e))?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|e| no_workbook(&e))?;
        left = left.checked_sub(unpacked).ok_or(UnfoldError::TooLarge {
            what: "the workbook once unpacked",
            limit: "256 MiB",
        })?;
    }
    Ok(())
}

pub(super) fn sheet_name(names: &[String], sheet: Option<&Column>) -> Result<String, UnfoldError> {
    let found = match sheet {
        None => names.first(),
        Some(Column::Name(name)) => names.iter().find(|known| *known == name),
        Some(Column::Number(number)) => number.checked_sub(1).and_then(|n| names.get(n)),
    };
    found.cloned().ok_or_else(|| {
        UnfoldError::NotThere(format!(
            "the workbook has no sheet like file.sheet of the mapping; it has {}",
            names.join(", ")
        ))
    })
}

fn no_workbook(fault: &(impl core::fmt::Display + ?Sized)) -> UnfoldError {
    UnfoldError::Format {
        expected: "Excel workbook (.xlsx)",
        reason: fault.to_string(),
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            let options = SimpleFileOptions::default();
            writer.start_file(*name, options).expect("a part");
            writer.write_all(content).expect("written");
        }
        writer.finish().expect("closed").into_inner()
    }

    fn workbook(sheet: &str) -> Vec<u8> {
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let book = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets>\
             <sheet name=\"Relevés\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        );
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{relation}/worksheet\" \
             Target=\"worksheets/sheet1.xml\"/></Relationships>"
        );
        let sheet =
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>");
        let root = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{relation}/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
        );
        archive(&[
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    fn unfold(bytes: &[u8], sheet: Option<&Column>) -> Result<String, String> {
        let format = FileFormat {
            decimal: ',',
            delimiter: b';',
            ..FileFormat::default()
        };
        spreadsheet(bytes, &format, sheet)
            .map(|bytes| String::from_utf8(bytes).expect("text"))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn lines_have_the_numbers_of_the_rows() {
        let book = workbook(
            "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>kWh</t></is></c></row>\
             <row r=\"4\"><c r=\"A4\" t=\"str\"><v>24/11/2020</v></c><c r=\"C4\"><v>1.5</v></c></row>",
        );
        let lines = unfold(&book, None).expect("a sheet");
        assert_eq!(lines, "\n;kWh\n\n24/11/2020;;1,5\n");
        assert!(unfold(&book, Some(&Column::Name("Relevés".into()))).is_ok());
        let other = unfold(&book, Some(&Column::Number(2))).expect_err("one sheet");
        assert!(other.ends_with("it has Relevés"), "{other}");
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_before_it_is_read() {
        let zeros = vec![b' '; 40 << 20];
        let parts: Vec<(String, &[u8])> = (0..7)
            .map(|n| (format!("xl/{n}.xml"), zeros.as_slice()))
            .collect();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), *b)).collect();
        let bomb = archive(&parts);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        let refused = unfold(&bomb, None).expect_err("a bomb");
        assert!(
            refused.contains("once unpacked is more than 256 MiB"),
            "{refused}"
        );
    }

    #[test]
    fn cells_far_away_take_no_memory() {
        let book = workbook(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
             <row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>",
        );
        let refused = unfold(&book, None).expect_err("too wide");
        assert!(refused.contains("rows of 2 000 columns"), "{refused}");
        let none = unfold(b"PK no zip", None).expect_err("no zip");
        assert!(none.starts_with("is no Excel workbook (.xlsx)"), "{none}");
    }
}
