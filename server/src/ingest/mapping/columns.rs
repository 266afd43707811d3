use std::borrow::Cow;

use model::measure::Quality;
use model::time::At;

use super::{Column, FileKind, Layout, Mapping, Stamp, StampFormat, TimeRule};
use crate::ingest::stamp::StampFault;
use crate::ingest::{Header, HeaderFault, LineFault};

/// Where the cells of a file are that a mapping speaks of.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) time: Vec<usize>,
    pub(super) value: Option<usize>,
    /// In the layout `long`: the cells that name the series together.
    pub(super) keys: Vec<usize>,
    pub(super) quality: Option<usize>,
    /// In the layout `wide`: cells and names of series still to be found.
    pub(super) wide: Vec<(usize, String)>,
    /// In the layout `wide`: cells and positions of their targets.
    pub(super) series: Vec<(usize, usize)>,
    names: Vec<String>,
    // Rows of a sheet end at their last filled cell.
    ragged: bool,
}

impl Columns {
    pub(super) fn new(mapping: &Mapping, header: Option<&Header>) -> Result<Self, HeaderFault> {
        let position = |column: &Column| column.position(header);
        let time: Vec<usize> = mapping
            .time
            .columns
            .iter()
            .map(position)
            .collect::<Result<_, _>>()?;
        let optional = |column: Option<&Column>| column.map(position).transpose();
        let quality = optional(mapping.quality.as_ref().map(|rule| &rule.column))?;
        let mut wide = Vec::new();
        if let Some(header) = header.filter(|_| mapping.layout == Layout::Wide) {
            let named: Vec<usize> = mapping
                .value
                .columns
                .iter()
                .map(position)
                .collect::<Result<_, _>>()?;
            for (cell, name) in header.names().iter().enumerate() {
                let used = time.contains(&cell) || quality == Some(cell) || name.is_empty();
                let left_out = mapping.value.skip.contains(name);
                if !used && !left_out && (named.is_empty() || named.contains(&cell)) {
                    wide.push((cell, name.clone()));
                }
            }
        }
        Ok(Self {
            time,
            value: optional(mapping.value.column.as_ref())?,
            keys: mapping
                .series
                .column
                .iter()
                .chain(&mapping.series.columns)
                .map(position)
                .collect::<Result<_, _>>()?,
            quality,
            wide,
            series: Vec::new(),
            ragged: matches!(mapping.file.kind, FileKind::Xlsx | FileKind::Xls),
            names: header.map_or_else(Vec::new, |header| header.names().to_vec()),
        })
    }

    /// As many cells as the header; a delimiter at the end of the line is forgiven.
    pub(super) fn check_width(&self, cells: &[Cow<'_, str>]) -> Result<(), LineFault> {
        let expected = self.names.len();
        let found = cells.len();
        let trailing = found == expected + 1 && cells.last().is_some_and(|cell| cell.is_empty());
        if found == expected || trailing || (self.ragged && found < expected) {
            return Ok(());
        }
        if expected == 0 {
            let needed = self.time.iter().chain(&self.value).chain(&self.keys).max();
            return match needed.filter(|needed| **needed >= found) {
                Some(needed) => Err(LineFault::whole(format!(
                    "expected at least {} cells, found {found}: check file.delimiter",
                    needed + 1
                ))),
                None => Ok(()),
            };
        }
        Err(LineFault::whole(format!(
            "expected {expected} cells as in the header, found {found}: check file.delimiter, \
             file.quote and file.decimal"
        )))
    }

    pub(super) fn cell<'c>(&self, cells: &'c [Cow<'_, str>], position: Option<usize>) -> &'c str {
        position
            .and_then(|position| cells.get(position))
            .map_or("", |cell| cell.trim())
    }

    pub(super) fn name(&self, cell: usize) -> &str {
        self.names.get(cell).map_or("value", String::as_str)
    }

    pub(super) fn time_name(&self) -> &str {
        self.time.first().map_or("time", |first| self.name(*first))
    }
}

impl TimeRule {
    /// The start of the interval a timestamp marks.
    pub(super) fn start_of(&self, at: At) -> At {
        match (self.stamp, self.step_s) {
            (Stamp::End, Some(step_s)) => at.plus_seconds(-i64::from(step_s)),
            _ => at,
        }
    }
}

/// What is wrong with a time, in terms of the mapping.
pub(super) fn explain(fault: StampFault, format: &StampFormat) -> String {
    match fault {
        StampFault::Format => {
            format!("is not written like time.format = \"{}\"", format.as_str())
        }
        StampFault::TwoDigitYear => {
            "has a year of two digits: write %y in time.format if 20yy is meant".to_owned()
        }
        StampFault::NoTime | StampFault::NoOffset | StampFault::NoSuchTime => fault.to_string(),
    }
}

/// A reading as a canonical CSV line.
pub(super) fn canonical(code: &str, at: At, value: f64, quality: Quality) -> String {
    let at = jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    let quality = match quality {
        Quality::Measured => "",
        Quality::Estimated => "estimated",
        Quality::Missing => "missing",
        Quality::Replaced => "replaced",
    };
    format!("{code},{at},{value},{quality}")
}
