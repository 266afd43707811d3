use std::io::Read;

use super::Target;
use super::rows::{RawRow, RowTaker, TableFault, by_name, read_rows};
use crate::ingest::mapping::TableMapping;
use crate::ingest::{Header, HeaderFault, LineFault, quoted};
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
    /// Rows that `[[where]]` leaves out.
    pub(super) passed_over: u64,
}

/// A line of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

impl Table {
    pub(super) fn read(
        read: Box<dyn Read + Send>,
        source: &str,
        shape: Shape,
        mapping: Option<&TableMapping>,
        city: Option<&str>,
    ) -> Result<Self, TableFault> {
        let format = mapping
            .map(|mapping| mapping.file.clone())
            .unwrap_or_default();
        let mut reading = Reading {
            table: Self {
                source: source.to_owned(),
                shape,
                columns: Vec::new(),
                rows: Vec::new(),
                faults: Vec::new(),
                passed_over: 0,
            },
            mapping,
            city,
        };
        if read_rows(read, &format, &mut reading)? {
            Ok(reading.table)
        } else {
            Err(TableFault::Empty(shape.required.join(",")))
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
            Some(mapping) => mapping.names(),
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

/// A table that is being read.
struct Reading<'m> {
    table: Table,
    mapping: Option<&'m TableMapping>,
    city: Option<&'m str>,
}

impl RowTaker for Reading<'_> {
    fn header(&mut self, header: &Header) -> Result<(), HeaderFault> {
        self.table.set_columns(header, self.mapping)
    }

    fn row(&mut self, header: &Header, row: RawRow<'_>) {
        let RawRow { line, text, cells } = row;
        let arranged = cells.and_then(|cells| match self.mapping {
            None => Ok(Some(cells)),
            Some(mapping) => {
                let mut variables = by_name(header, cells);
                if let Some(city) = self.city {
                    variables.insert("city".to_owned(), city.to_owned());
                }
                mapping.arrange(variables)
            }
        });
        let table = &mut self.table;
        match arranged {
            Ok(Some(cells)) => table.rows.push(Row { line, cells }),
            Ok(None) => table.passed_over += 1,
            Err(fault) => {
                let with_header = format!("{}\n{text}", table.columns.join(","));
                let foreign = self.mapping.is_some();
                let raw = if foreign { text } else { &with_header };
                let target = table.shape.target.as_str();
                let fault = fault.set_aside(&table.source, target, line, raw);
                table.faults.push(fault);
            }
        }
    }
}
