use std::io::Read;

use super::rows::{RawRow, RowTaker, TableFault};
use crate::ingest::mapping::{FileFormat, Matrix};
use crate::ingest::{Header, LineFault, lines, quoted, split_record};

/// The columns that a matrix is read as.
const COLUMNS: &str = "row,column,cell,below";

/// A line of the matrix with its number.
struct Line {
    number: u64,
    cells: Vec<String>,
}

/// Hands over every cell of a matrix that says something; whether there was a header.
pub(super) fn read_matrix(
    read: Box<dyn Read + Send>,
    format: &FileFormat,
    matrix: &Matrix,
    taker: &mut impl RowTaker,
) -> Result<bool, TableFault> {
    let mut all = Vec::new();
    let mut chunks = format.lines(read)?;
    let mut skip = format.skip_rows;
    'file: while let Some(chunk) = chunks.next_chunk()? {
        let mut cells = Vec::new();
        for (number, text) in (chunk.first_line..).zip(lines(&chunk.text)) {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if format.ends_with(text) {
                break 'file;
            }
            // A line that cannot be cut into cells is for the taker to set aside.
            if let Err(fault) = split_record(text, format.delimiter, format.quote, &mut cells) {
                let cells = Err(LineFault::whole(fault.to_string()));
                let header = fixed(number)?;
                taker.row(
                    &header,
                    RawRow {
                        line: number,
                        text,
                        cells,
                    },
                );
                continue;
            }
            let trimmed = cells.iter().map(|cell| one_space(cell)).collect();
            all.push(Line {
                number,
                cells: trimmed,
            });
        }
    }
    let header_rows = usize::try_from(matrix.header_rows).unwrap_or(1).max(1);
    let Some((head, body)) = all.split_at_checked(header_rows) else {
        return Ok(false);
    };
    let names = names(head);
    let first = head.first().map_or(1, |line| line.number);
    let header = fixed(first)?;
    taker
        .header(&header)
        .map_err(|fault| TableFault::Header { line: first, fault })?;
    let is_below = |line: &&Line| {
        let label = line.cells.first().map_or("", String::as_str);
        matrix
            .below
            .as_ref()
            .is_some_and(|below| label.starts_with(below.as_str()))
    };
    for (nth, line) in body.iter().enumerate() {
        let label = line.cells.first().map_or("", String::as_str);
        if label.is_empty() || is_below(&line) {
            continue;
        }
        let below = body.get(nth + 1).filter(is_below);
        for (column, cell) in line.cells.iter().enumerate().skip(1) {
            let name = names.get(column).map_or("", String::as_str);
            if cell.is_empty() || name.is_empty() {
                continue;
            }
            let below = below.and_then(|line| line.cells.get(column));
            let cells = [label, name, cell, below.map_or("", String::as_str)].map(str::to_owned);
            let text = cells
                .iter()
                .map(|cell| quoted(cell))
                .collect::<Vec<_>>()
                .join(",");
            let row = RawRow {
                line: line.number,
                text: &text,
                cells: Ok(cells.to_vec()),
            };
            taker.row(&header, row);
        }
    }
    Ok(true)
}

fn fixed(line: u64) -> Result<Header, TableFault> {
    Header::read(COLUMNS, b',', None).map_err(|fault| TableFault::Header { line, fault })
}

/// The names of the columns; upper lines stand over several of them.
fn names(head: &[Line]) -> Vec<String> {
    let width = head.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for (depth, line) in head.iter().enumerate() {
        let is_lowest = depth + 1 == head.len();
        let mut over = String::new();
        for (column, name) in names.iter_mut().enumerate() {
            let cell = line.cells.get(column).map_or("", String::as_str);
            if !cell.is_empty() || is_lowest {
                over = cell.to_owned();
            }
            if is_lowest && over.is_empty() {
                name.clear();
            } else if name.is_empty() {
                name.clone_from(&over);
            } else {
                name.push_str(" / ");
                name.push_str(&over);
            }
        }
    }
    names
}

/// Without the spaces that somebody typed by mistake.
fn one_space(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
