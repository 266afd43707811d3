use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use model::measure::ReadingLimits;
use model::time::At;

use super::columns::Columns;
use super::target::{SeriesSource, Target};
use super::{Layout, LocalTime, Mapping, MappingError, Variables};
use crate::ingest::{Chunk, Groups, Header, HeaderFault, LineFault, Parsed, lines, split_record};
use crate::store::{Batch, QuarantinedLine};

/// Why a file is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// Its name does not fit the mapping.
    #[error("the path does not end like `{0}`, the pattern of the mapping")]
    Pattern(String),
    /// Its header.
    #[error("line {line}: {fault}")]
    Header {
        /// Line of the header, from 1.
        line: u64,
        /// What is wrong.
        fault: HeaderFault,
    },
    /// Its series.
    #[error("{0}")]
    Series(String),
    /// Means over another step than the mapping says: every amount would be wrong.
    #[error(
        "its lines are {found_s} s apart, and time.step_s of the mapping says {step_s}: correct \
         it there, and step_s of the series"
    )]
    Step {
        /// Seconds between most lines.
        found_s: i64,
        /// As the mapping says.
        step_s: u32,
    },
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
}

/// Reads files of readings the way a mapping describes them.
pub struct MappedReader<'m> {
    pub(super) mapping: &'m Mapping,
    pub(super) series: &'m dyn SeriesSource,
    pub(super) limits: ReadingLimits,
    pub(super) local: LocalTime,
    // Of the file that is open.
    pub(super) source: String,
    pub(super) variables: Variables,
    columns: Option<Columns>,
    lines_skipped: u64,
    // Names of the preamble, until its values are read.
    preamble: Vec<String>,
    ended: bool,
    pub(super) targets: Vec<Target>,
    by_text: HashMap<String, Result<usize, LineFault>>,
    pub(super) wide: HashMap<usize, Result<usize, LineFault>>,
    pub(super) row_before: Option<At>,
    pub(super) joined: String,
    // Collected over files.
    pub(super) groups: Groups,
    pub(super) faults: Vec<QuarantinedLine>,
    lines: u64,
}

impl<'m> MappedReader<'m> {
    /// Starts with no file.
    ///
    /// # Errors
    /// [`MappingError`] when the mapping names no usable zone.
    pub fn new(
        mapping: &'m Mapping,
        series: &'m dyn SeriesSource,
        limits: ReadingLimits,
    ) -> Result<Self, MappingError> {
        Ok(Self {
            mapping,
            series,
            limits,
            local: mapping.local_time()?,
            source: String::new(),
            variables: Variables::new(),
            columns: None,
            lines_skipped: 0,
            preamble: Vec::new(),
            ended: false,
            targets: Vec::new(),
            by_text: HashMap::new(),
            wide: HashMap::new(),
            row_before: None,
            joined: String::new(),
            groups: Groups::default(),
            faults: Vec::new(),
            lines: 0,
        })
    }

    /// Turns to a file; `source` names it in faults.
    ///
    /// # Errors
    /// [`FileFault`] when its name or its series does not fit.
    pub fn open(&mut self, path: &Path, source: &str) -> Result<(), FileFault> {
        source.clone_into(&mut self.source);
        self.columns = None;
        self.lines_skipped = 0;
        self.preamble.clear();
        self.ended = false;
        self.targets.clear();
        self.by_text.clear();
        self.wide.clear();
        self.row_before = None;
        self.variables = match &self.mapping.series.pattern {
            Some(pattern) => pattern
                .captures(path)
                .ok_or_else(|| FileFault::Pattern(pattern.as_str().to_owned()))?,
            None => Variables::new(),
        };
        // Where a preamble names the series, it is not known yet.
        if self.mapping.file.preamble.is_none() {
            self.find_series_of_file()?;
        }
        Ok(())
    }

    fn find_series_of_file(&mut self) -> Result<(), FileFault> {
        if self.mapping.layout == Layout::File {
            let target = self
                .target(None)
                .map_err(|fault| FileFault::Series(fault.reason))?;
            self.targets.push(target);
        }
        Ok(())
    }

    /// Passes over a line before the header; two of them may hold names and values.
    fn skip(&mut self, line: &str, number: u64) -> Result<(), FileFault> {
        self.lines_skipped += 1;
        let format = &self.mapping.file;
        let Some(preamble) = format.preamble else {
            return Ok(());
        };
        if self.lines_skipped == preamble || self.lines_skipped == preamble + 1 {
            let mut cells = Vec::new();
            split_record(line, format.delimiter, format.quote, &mut cells).map_err(|_| {
                FileFault::Header {
                    line: number,
                    fault: HeaderFault::Quote,
                }
            })?;
            let texts = cells.iter().map(|cell| cell.trim().to_owned());
            if self.lines_skipped == preamble {
                self.preamble = texts.collect();
            } else {
                let pairs = self.preamble.drain(..).zip(texts);
                self.variables
                    .extend(pairs.filter(|(name, _)| !name.is_empty()));
            }
        }
        if self.lines_skipped == format.skip_rows {
            self.find_series_of_file()?;
        }
        Ok(())
    }

    /// Takes the next lines of the file.
    ///
    /// # Errors
    /// [`FileFault`] when the header does not fit.
    pub fn take(&mut self, chunk: &Chunk) -> Result<(), FileFault> {
        let mut cells = Vec::new();
        for (number, line) in (chunk.first_line..).zip(lines(&chunk.text)) {
            if self.lines_skipped < self.mapping.file.skip_rows {
                self.skip(line, number)?;
                continue;
            }
            self.ended |= self.mapping.file.ends_with(line);
            if self.ended || line.trim_ascii().is_empty() {
                continue;
            }
            let Some(columns) = self.columns.take() else {
                let columns = self
                    .columns_of(line, number)
                    .map_err(|fault| FileFault::Header {
                        line: number,
                        fault,
                    })?;
                if !self.mapping.file.header {
                    self.take_line(&columns, line, number, &mut cells);
                }
                self.columns = Some(columns);
                continue;
            };
            self.take_line(&columns, line, number, &mut cells);
            self.columns = Some(columns);
        }
        self.check_pace()
    }

    fn check_pace(&self) -> Result<(), FileFault> {
        let other = self.targets.iter().find_map(|t| t.pace.other_step_s());
        match (other, self.mapping.time.step_s) {
            (Some(found_s), Some(step_s)) => Err(FileFault::Step { found_s, step_s }),
            _ => Ok(()),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`FileFault::Empty`] when it had no line that counts.
    pub fn close(&mut self) -> Result<(), FileFault> {
        self.columns.take().map(drop).ok_or(FileFault::Empty)
    }

    /// Readings collected since the last [`Self::drain`].
    pub const fn readings(&self) -> usize {
        self.groups.readings()
    }

    /// Faults collected since the last [`Self::drain`].
    pub const fn faults(&self) -> usize {
        self.faults.len()
    }

    /// Hands over what was collected and starts again, in the middle of a file too.
    pub fn drain(&mut self) -> Parsed {
        for target in &mut self.targets {
            target.position = None;
        }
        Parsed {
            batch: Batch {
                series: self.groups.drain(),
                known_at: self.limits.now,
            },
            faults: core::mem::take(&mut self.faults),
            lines: core::mem::take(&mut self.lines),
        }
    }

    fn columns_of(&mut self, line: &str, number: u64) -> Result<Columns, HeaderFault> {
        let format = &self.mapping.file;
        let header = if format.header {
            Some(Header::read(line, format.delimiter, format.quote)?)
        } else {
            None
        };
        let mut columns = Columns::new(self.mapping, header.as_ref())?;
        // A column that stays empty needs no series to be declared for it.
        if self.mapping.declare.is_some() {
            return Ok(columns);
        }
        for (cell, name) in core::mem::take(&mut columns.wide) {
            match self.target(Some(&name)) {
                Ok(target) => {
                    columns.series.push((cell, self.targets.len()));
                    self.targets.push(target);
                }
                Err(fault) => {
                    let fault = LineFault::of(&name, fault.reason);
                    self.set_aside(number, fault, &name);
                }
            }
        }
        Ok(columns)
    }

    /// The series of the file, or of a text in a column or a header.
    pub(super) fn target(&mut self, text: Option<&str>) -> Result<Target, LineFault> {
        if let Some(text) = text {
            self.variables.insert("series".to_owned(), text.to_owned());
        }
        let code = self
            .mapping
            .series
            .code
            .fill(&self.variables, &self.mapping.maps)
            .map_err(|fault| LineFault::of("series", format!("series.code: {fault}")))?;
        let entry = self.series.resolve(&code, &self.variables)?;
        Target::new(entry, self.mapping, &self.variables)
    }

    fn take_line<'a>(
        &mut self,
        columns: &Columns,
        line: &'a str,
        number: u64,
        cells: &mut Vec<Cow<'a, str>>,
    ) {
        self.lines += 1;
        let format = &self.mapping.file;
        let taken = split_record(line, format.delimiter, format.quote, cells)
            .map_err(|fault| LineFault::whole(fault.to_string()))
            .and_then(|()| columns.check_width(cells))
            .and_then(|()| match self.mapping.layout {
                Layout::Wide => self.take_row(columns, cells, number),
                Layout::File => self.take_reading(columns, cells, 0, number),
                Layout::Long => {
                    let target = self.target_of(columns, cells)?;
                    self.take_reading(columns, cells, target, number)
                }
            });
        if let Err(fault) = taken {
            self.set_aside(number, fault, line);
        }
    }

    fn target_of(&mut self, columns: &Columns, cells: &[Cow<'_, str>]) -> Result<usize, LineFault> {
        let joined;
        let text = match columns.keys.as_slice() {
            [one] => columns.cell(cells, Some(*one)),
            several => {
                let texts = several.iter().map(|key| columns.cell(cells, Some(*key)));
                joined = texts.collect::<Vec<_>>().join("\u{1f}");
                joined.as_str()
            }
        };
        if let Some(known) = self.by_text.get(text) {
            return known.clone();
        }
        for &key in &columns.keys {
            let value = columns.cell(cells, Some(key)).to_owned();
            self.variables.insert(columns.name(key).to_owned(), value);
        }
        let found = self.target(Some(text)).map(|target| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        self.by_text.insert(text.to_owned(), found.clone());
        found
    }

    /// Remembers a line as it stands in the file: only the file can be tried again.
    pub(super) fn set_aside(&mut self, line: u64, fault: LineFault, raw: &str) {
        self.faults
            .push(fault.set_aside(&self.source, "mapped-readings", line, raw));
    }
}
