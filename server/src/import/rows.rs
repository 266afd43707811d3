use std::io::Read;

use super::matrix_rows::read_matrix;
use crate::ingest::mapping::{FileFormat, Variables};
use crate::ingest::unfold::UnfoldError;
use crate::ingest::{ChunkError, Header, HeaderFault, LineFault, lines, split_record};

/// Why a table is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub(super) enum TableFault {
    #[error("{0}")]
    Chunk(#[from] ChunkError),
    #[error("{0}")]
    Unfold(#[from] UnfoldError),
    #[error("line {line}: {fault}")]
    Header { line: u64, fault: HeaderFault },
    #[error("the file is empty: it needs at least the header {0}")]
    Empty(String),
}

/// One line of a table below its header.
pub(super) struct RawRow<'l> {
    pub(super) line: u64,
    pub(super) text: &'l str,
    /// Its cells, as many as the header has names.
    pub(super) cells: Result<Vec<String>, LineFault>,
}

/// What is done with the lines of a table.
pub(super) trait RowTaker {
    fn header(&mut self, header: &Header) -> Result<(), HeaderFault>;
    fn row(&mut self, header: &Header, row: RawRow<'_>);
}

/// Hands over every line of a table; whether there was a header.
pub(super) fn read_rows(
    read: Box<dyn Read + Send>,
    format: &FileFormat,
    taker: &mut impl RowTaker,
) -> Result<bool, TableFault> {
    if let Some(matrix) = &format.matrix {
        return read_matrix(read, format, matrix, taker);
    }
    let mut chunks = format.lines(read)?;
    let mut header: Option<Header> = None;
    let mut skip = format.skip_rows;
    while let Some(chunk) = chunks.next_chunk()? {
        let mut cells = Vec::new();
        for (line, text) in (chunk.first_line..).zip(lines(&chunk.text)) {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if format.ends_with(text) {
                return Ok(header.is_some());
            }
            if text.trim_ascii().is_empty() {
                continue;
            }
            let Some(header) = &header else {
                let read = Header::read(text, format.delimiter, format.quote)
                    .and_then(|header| taker.header(&header).map(|()| header));
                header = Some(read.map_err(|fault| TableFault::Header { line, fault })?);
                continue;
            };
            let cells = split_record(text, format.delimiter, format.quote, &mut cells)
                .map_err(|fault| LineFault::whole(fault.to_string()))
                .and_then(|()| {
                    let mut cells: Vec<String> =
                        cells.iter().map(|cell| cell.trim().to_owned()).collect();
                    check_width(header, &mut cells, format).map(|()| cells)
                });
            taker.row(header, RawRow { line, text, cells });
        }
    }
    Ok(header.is_some())
}

fn check_width(
    header: &Header,
    cells: &mut Vec<String>,
    format: &FileFormat,
) -> Result<(), LineFault> {
    let expected = header.names().len();
    if format.kind != Default::default() {
        // Sheets end their rows at the last cell that is filled.
        cells.resize(expected.max(cells.len()), String::new());
    }
    if cells.len() == expected {
        return Ok(());
    }
    Err(LineFault::whole(format!(
        "expected {expected} cells as in the header, found {}: quote cells that hold a delimiter",
        cells.len()
    )))
}

/// The cells by the names of their columns.
pub(super) fn by_name(header: &Header, cells: Vec<String>) -> Variables {
    header.names().iter().cloned().zip(cells).collect()
}
