use app::chart::ChartTable;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Column;

/// Characters that a column is wide at most, and at least.
const WIDTH: (usize, usize) = (8, 60);
/// Characters of a sheet's name (Excel).
const SHEET_NAME: usize = 31;

/// A table as a workbook of one sheet: its heading stays in sight, numbers are numbers.
///
/// # Errors
/// When the table is larger than a sheet may be.
pub fn xlsx_file(table: &ChartTable) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same figures make the same file: the moment of its making is not among them.
    let never = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&table.caption)
        .set_creation_datetime(&never);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.caption))?;
    sheet.set_freeze_panes(1, 0)?;
    let head = Format::new().set_bold().set_text_wrap();
    for (index, column) in Column::all_of(table).iter().enumerate() {
        let index = u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.write_string_with_format(0, index, column.name(), &head)?;
        let widest = write(sheet, index, column)?.max(column.name().chars().count());
        let width = u16::try_from(widest.clamp(WIDTH.0, WIDTH.1) + 2).unwrap_or(u16::MAX);
        sheet.set_column_width(index, f64::from(width))?;
    }
    book.save_to_buffer()
}

/// Writes the cells; gives the most characters among them.
fn write(sheet: &mut Worksheet, index: u16, column: &Column) -> Result<usize, XlsxError> {
    let mut widest = 0;
    match column {
        Column::Figures {
            decimals, cells, ..
        } => {
            let zeros = "0".repeat(usize::from(*decimals));
            let shape = match decimals {
                0 => "#,##0".to_owned(),
                _ => format!("#,##0.{zeros}"),
            };
            // A column of years is no column of thousands.
            let years =
                *decimals == 0 && cells.iter().flatten().all(|v| (1900.0..2200.0).contains(v));
            let format = Format::new().set_num_format(if years { "0" } else { &shape });
            for (row, value) in (1..).zip(cells) {
                if let Some(value) = value {
                    sheet.write_number_with_format(row, index, *value, &format)?;
                    widest = widest.max(format!("{value:.*}", usize::from(*decimals)).len() + 2);
                }
            }
        }
        Column::Days { cells, .. } => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            for (row, day) in (1..).zip(cells) {
                if let Some(date) = day.map(|day| day.date()) {
                    let year = u16::try_from(date.year()).unwrap_or_default();
                    let month = u8::try_from(date.month()).unwrap_or_default();
                    let day = u8::try_from(date.day()).unwrap_or_default();
                    let date = ExcelDateTime::from_ymd(year, month, day)?;
                    sheet.write_datetime_with_format(row, index, &date, &format)?;
                    widest = "24/11/2026".len();
                }
            }
        }
        Column::Words { cells, .. } => {
            for (row, text) in (1..).zip(cells) {
                // Written as text, it is never a formula.
                sheet.write_string(row, index, text)?;
                widest = widest.max(text.chars().count());
            }
        }
    }
    Ok(widest)
}

/// A caption as sheets may be named.
fn sheet_name(caption: &str) -> String {
    let kept: String = caption
        .chars()
        .map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c })
        .take(SHEET_NAME)
        .collect();
    match kept.trim_matches(['\'', ' ']) {
        "" => "Tableau".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

    use super::*;

    #[test]
    fn a_sheet_reads_back_as_it_was_shown() {
        let table = ChartTable {
            caption: "Énergie [kWh] : douze mois de tous les lieux de la ville".to_owned(),
            columns: ["Lieu", "Depuis", "Énergie"].map(str::to_owned).to_vec(),
            rows: vec![
                ["=1+1", "24 novembre 2026", "1\u{202f}234,5\u{202f}kWh"]
                    .map(str::to_owned)
                    .to_vec(),
            ],
        };
        let bytes = xlsx_file(&table).unwrap();
        assert_eq!(
            bytes,
            xlsx_file(&table).unwrap(),
            "the same figures, the same file"
        );
        let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let cell = |row, column| range.get_value((row, column)).unwrap().clone();
        assert_eq!(cell(0, 2), Data::String("Énergie (kWh)".to_owned()));
        assert_eq!(cell(1, 0), Data::String("=1+1".to_owned()));
        assert_eq!(cell(1, 2), Data::Float(1234.5));
        assert!(matches!(cell(1, 1), Data::DateTime(_)), "{:?}", cell(1, 1));
    }
}
