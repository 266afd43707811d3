use app::chart::ChartTable;
use model::format::date_iso;

use super::Column;

/// Tells spreadsheets that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// A table as spreadsheets in French open it without asking: UTF-8, `;` between cells, a
/// decimal comma, days as 2026-11-24. A text that begins like a formula gets a `'` before it.
pub fn csv_file(table: &ChartTable) -> Vec<u8> {
    let columns = Column::all_of(table);
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    // Writing to memory does not fail, and all rows have as many cells.
    let _ = out.write_record(columns.iter().map(|column| harmless(column.name())));
    for row in 0..table.rows.len() {
        let _ = out.write_record(columns.iter().map(|column| cell(column, row)));
    }
    out.into_inner().unwrap_or_default()
}

fn cell(column: &Column, row: usize) -> String {
    match column {
        Column::Figures {
            decimals, cells, ..
        } => {
            let value = cells.get(row).copied().flatten();
            let text = value.map(|value| format!("{value:.*}", usize::from(*decimals)));
            text.unwrap_or_default().replace('.', ",")
        }
        Column::Days { cells, .. } => {
            let day = cells.get(row).copied().flatten();
            day.map_or_else(String::new, date_iso)
        }
        Column::Words { cells, .. } => cells.get(row).map_or_else(String::new, |c| harmless(c)),
    }
}

/// A text that a spreadsheet takes for nothing else.
fn harmless(text: &str) -> String {
    let text = text.replace('\u{202f}', "\u{a0}");
    let starts = text.trim_start_matches([' ', '\u{a0}']);
    match starts.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> ChartTable {
        ChartTable {
            caption: "Essai".to_owned(),
            columns: ["Lieu", "Depuis", "Énergie"].map(str::to_owned).to_vec(),
            rows: rows
                .iter()
                .map(|row| row.map(str::to_owned).to_vec())
                .collect(),
        }
    }

    #[test]
    fn numbers_are_numbers_and_days_are_days() {
        let table = table(&[
            [
                "École ; « Nord »",
                "24 novembre 2026",
                "1\u{202f}234,50\u{202f}kWh",
            ],
            ["Piscine", "–", "\u{2212}8\u{202f}kWh"],
        ]);
        assert_eq!(
            String::from_utf8(csv_file(&table)).unwrap(),
            "\u{feff}Lieu;Depuis;Énergie (kWh)\r\n\
             \"École ; « Nord »\";2026-11-24;1234,50\r\n\
             Piscine;;-8,00\r\n"
        );
    }

    #[test]
    fn a_name_is_never_a_formula() {
        for name in [
            "=HYPERLINK(\"x\")",
            "+33 1",
            "-1-1",
            "@SUM(A1)",
            "\t=1",
            "  =1",
        ] {
            let text = String::from_utf8(csv_file(&table(&[[name, "", ""]]))).unwrap();
            let line = text.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(line.starts_with('\''), "{name}: {line}");
        }
    }
}
