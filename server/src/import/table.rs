use std::io::Read;

use super::Target;
use crate::ingest::mapping::{TableMapping, Variables};
use crate::ingest::{
    ChunkError, Header, HeaderFault, LineFault, TextChunks, lines, quoted, split_record,
};
use crate::store::QuarantinedLine;

/// The columns of a kind of table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) target: Target,
    pub(super) required: &'static [&'static str],
    pub(super) optional: &'static [&'static str],
    /// Whether other columns are attributes, or faults.
    pub(super) open: bool,
}

/// A file of places, series or objectives, in canonical columns.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) source: String,
    pub(super) shape: Shape,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) faults: Vec<QuarantinedLine>,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// Why a table is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub(super) enum TableFault {
    #[error("{0}")]
    Chunk(#[from] ChunkError),
    #[error("line {line}: {fault}")]
    Header { line: u64, fault: HeaderFault },
    #[error("the file is empty: it needs at least the header {0}")]
    Empty(String),
}

impl Table {
    pub(super) fn read(
        read: impl Read,
        source: &str,
        shape: Shape,
        mapping: Option<&TableMapping>,
        city: Option<&str>,
    ) -> Result<Self, TableFault> {
        let format = mapping
            .map(|mapping| mapping.file.clone())
            .unwrap_or_default();
        let mut table = Self {
            source: source.to_owned(),
            shape,
            columns: Vec::new(),
            rows: Vec::new(),
            faults: Vec::new(),
        };
        let mut chunks = TextChunks::new(read, format.encoding);
        let mut header: Option<Header> = None;
        let mut skip = format.skip_rows;
        while let Some(chunk) = chunks.next_chunk()? {
            let mut cells = Vec::new();
            for (line, text) in (chunk.first_line..).zip(lines(&chunk.text)) {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                if text.trim_ascii().is_empty() {
                    continue;
                }
                let Some(header) = &header else {
                    let read = Header::read(text, format.delimiter, format.quote)
                        .and_then(|header| table.set_columns(&header, mapping).map(|()| header));
                    header = Some(read.map_err(|fault| TableFault::Header { line, fault })?);
                    continue;
                };
                let taken = split_record(text, format.delimiter, format.quote, &mut cells)
                    .map_err(|fault| LineFault::whole(fault.to_string()))
                    .and_then(|()| {
                        let cells: Vec<String> =
                            cells.iter().map(|cell| cell.trim().to_owned()).collect();
                        arranged(header, cells, mapping, city)
                    });
                match taken {
                    Ok(cells) => table.rows.push(Row { line, cells }),
                    Err(fault) => {
                        let raw = format!("{}\n{text}", table.columns.join(","));
                        let raw = if mapping.is_some() { text } else { &raw };
                        let target = shape.target.as_str();
                        table
                            .faults
                            .push(fault.set_aside(source, target, line, raw));
                    }
                }
            }
        }
        match header {
            Some(_) => Ok(table),
            None => Err(TableFault::Empty(shape.required.join(","))),
        }
    }

    /// How many lines with content there were.
    pub(super) fn lines(&self) -> u64 {
        u64::try_from(self.rows.len() + self.faults.len()).unwrap_or(u64::MAX)
    }

    /// The cell of a row in a column; empty when there is no such column.
    pub(super) fn cell<'t>(&self, row: &'t Row, column: &str) -> &'t str {
        self.columns
            .iter()
            .position(|name| name == column)
            .and_then(|position| row.cells.get(position))
            .map_or("", String::as_str)
    }

    /// A line to set aside, with its header, so that it can be tried again alone.
    pub(super) fn set_aside(&self, row: &Row, fault: LineFault) -> QuarantinedLine {
        let line = |cells: &[String]| -> String {
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            cells.join(",")
        };
        let raw = format!("{}\n{}", line(&self.columns), line(&row.cells));
        fault.set_aside(&self.source, self.shape.target.as_str(), row.line, &raw)
    }

    fn set_columns(
        &mut self,
        header: &Header,
        mapping: Option<&TableMapping>,
    ) -> Result<(), HeaderFault> {
        self.columns = match mapping {
            Some(mapping) => mapping.columns.keys().cloned().collect(),
            None => header.names().to_vec(),
        };
        for column in self.shape.required {
            if !self.columns.iter().any(|name| name == column) {
                return Err(HeaderFault::Missing {
                    column: (*column).to_owned(),
                    found: self.columns.join(", "),
                });
            }
        }
        let known = [self.shape.required, self.shape.optional].concat();
        let valid = |name: &str| {
            let attribute = !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            known.contains(&name) || (self.shape.open && attribute)
        };
        match self.columns.iter().find(|name| !valid(name)) {
            None => Ok(()),
            Some(column) if self.shape.open => Err(HeaderFault::Unknown {
                column: column.clone(),
                known: format!(
                    "{} and attributes in small letters, digits and _, as floor_area_m2",
                    known.join(", ")
                ),
            }),
            Some(column) => Err(HeaderFault::Unknown {
                column: column.clone(),
                known: known.join(", "),
            }),
        }
    }
}

/// The cells in canonical columns.
fn arranged(
    header: &Header,
    cells: Vec<String>,
    mapping: Option<&TableMapping>,
    city: Option<&str>,
) -> Result<Vec<String>, LineFault> {
    let expected = header.names().len();
    if cells.len() != expected {
        return Err(LineFault::whole(format!(
            "expected {expected} cells as in the header, found {}: quote cells that hold a \
             delimiter",
            cells.len()
        )));
    }
    let Some(mapping) = mapping else {
        return Ok(cells);
    };
    let mut variables: Variables = header.names().iter().cloned().zip(cells).collect();
    if let Some(city) = city {
        variables.insert("city".to_owned(), city.to_owned());
    }
    let numbers = mapping.file.numbers();
    let filled = mapping.columns.iter().map(|(column, template)| {
        let text = template
            .fill(&variables, &mapping.maps)
            .map_err(|fault| LineFault::of(column, format!("columns.{column}: {fault}")))?;
        // Identifiers and words stay as they are, whatever they look like.
        let word = ["code", "parent", "place", "name", "kind"].contains(&column.as_str());
        Ok(match numbers.read_foreign(&text).filter(|_| !word) {
            Some(number) => number.to_string(),
            None => text,
        })
    });
    filled.collect()
}
