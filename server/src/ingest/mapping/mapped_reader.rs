use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use model::measure::{Quality, ReadingLimits};
use model::time::At;

use super::columns::Columns;
use super::target::{SeriesSource, Target};
use super::{Layout, LocalTime, Mapping, MappingError, Variables};
use crate::ingest::gather::checked;
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
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
}

/// Reads files of readings the way a mapping describes them.
pub struct MappedReader<'m> {
    pub(super) mapping: &'m Mapping,
    pub(super) series: &'m dyn SeriesSource,
    limits: ReadingLimits,
    local: LocalTime,
    // Of the file that is open.
    source: String,
    pub(super) variables: Variables,
    columns: Option<Columns>,
    lines_to_skip: u64,
    pub(super) targets: Vec<Target>,
    by_text: HashMap<String, Result<usize, LineFault>>,
    row_before: Option<At>,
    joined: String,
    // Collected over files.
    groups: Groups,
    faults: Vec<QuarantinedLine>,
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
            lines_to_skip: 0,
            targets: Vec::new(),
            by_text: HashMap::new(),
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
        self.lines_to_skip = self.mapping.file.skip_rows;
        self.targets.clear();
        self.by_text.clear();
        self.row_before = None;
        self.variables = match &self.mapping.series.pattern {
            Some(pattern) => pattern
                .captures(path)
                .ok_or_else(|| FileFault::Pattern(pattern.as_str().to_owned()))?,
            None => Variables::new(),
        };
        if self.mapping.layout == Layout::File {
            let target = self
                .target(None)
                .map_err(|fault| FileFault::Series(fault.reason))?;
            self.targets.push(target);
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
            if self.lines_to_skip > 0 {
                self.lines_to_skip -= 1;
                continue;
            }
            if line.trim_ascii().is_empty() {
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
        Ok(())
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
    fn target(&mut self, text: Option<&str>) -> Result<Target, LineFault> {
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
        Target::new(entry, self.mapping)
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
                    let text = columns.cell(cells, columns.key);
                    let target = self.target_of(text)?;
                    self.take_reading(columns, cells, target, number)
                }
            });
        if let Err(fault) = taken {
            self.set_aside(number, fault, line);
        }
    }

    fn target_of(&mut self, text: &str) -> Result<usize, LineFault> {
        if let Some(known) = self.by_text.get(text) {
            return known.clone();
        }
        let found = self.target(Some(text)).map(|target| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        self.by_text.insert(text.to_owned(), found.clone());
        found
    }

    fn take_row(
        &mut self,
        columns: &Columns,
        cells: &[Cow<'_, str>],
        number: u64,
    ) -> Result<(), LineFault> {
        let at = self.instant(columns, cells, self.row_before)?;
        self.row_before = Some(at);
        for &(cell, target) in &columns.series {
            let text = columns.cell(cells, Some(cell));
            if self.is_missing(text) {
                continue;
            }
            if let Err(fault) = self.push(target, at, text, Quality::Measured, number) {
                let name = columns.name(cell);
                let fault = LineFault::of(name, fault.reason);
                let raw = cells.join(",");
                self.set_aside(number, fault, &raw);
            }
        }
        Ok(())
    }

    fn take_reading(
        &mut self,
        columns: &Columns,
        cells: &[Cow<'_, str>],
        target: usize,
        number: u64,
    ) -> Result<(), LineFault> {
        let before = self.targets.get(target).and_then(|target| target.before);
        let at = self.instant(columns, cells, before)?;
        if let Some(target) = self.targets.get_mut(target) {
            target.before = Some(at);
        }
        let text = columns.cell(cells, columns.value);
        if self.is_missing(text) {
            return Ok(());
        }
        let quality = self.quality(columns, cells)?;
        self.push(target, at, text, quality, number)
    }

    fn instant(
        &mut self,
        columns: &Columns,
        cells: &[Cow<'_, str>],
        before: Option<At>,
    ) -> Result<At, LineFault> {
        let text = match columns.time.as_slice() {
            [one] => columns.cell(cells, Some(*one)),
            several => {
                self.joined.clear();
                for &cell in several {
                    if !self.joined.is_empty() {
                        self.joined.push(' ');
                    }
                    self.joined.push_str(columns.cell(cells, Some(cell)));
                }
                self.joined.as_str()
            }
        };
        let format = &self.mapping.time.format;
        format
            .read(text.as_bytes())
            .map_err(|fault| super::columns::explain(fault, format))
            .and_then(|civil| self.local.instant(civil, before))
            .map_err(|reason| {
                let quoted = LineFault::quoted(text.as_bytes());
                LineFault::of(columns.time_name(), format!("`{quoted}` {reason}"))
            })
    }

    fn is_missing(&self, text: &str) -> bool {
        text.is_empty() || self.mapping.value.missing.iter().any(|m| m == text)
    }

    fn quality(&self, columns: &Columns, cells: &[Cow<'_, str>]) -> Result<Quality, LineFault> {
        let Some(rule) = &self.mapping.quality else {
            return Ok(Quality::Measured);
        };
        let text = columns.cell(cells, columns.quality);
        rule.map.get(text).copied().or(rule.other).ok_or_else(|| {
            LineFault::of(
                "quality",
                format!("`{text}` is not in [quality.map]: add it, or add quality.other"),
            )
        })
    }

    /// Converts, checks and takes a value. What only the limits refuse is set
    /// aside here, as a canonical line that can be tried again.
    fn push(
        &mut self,
        target: usize,
        at: At,
        text: &str,
        quality: Quality,
        number: u64,
    ) -> Result<(), LineFault> {
        let value = self.mapping.file.numbers().read(text).ok_or_else(|| {
            LineFault::of(
                "value",
                format!(
                    "`{}` is not a number: check file.decimal, file.thousands and value.missing",
                    LineFault::quoted(text.as_bytes())
                ),
            )
        })?;
        let at = self.mapping.time.start_of(at);
        let Some(target) = self.targets.get_mut(target) else {
            return Ok(());
        };
        let value = value * target.factor;
        match checked(&target.entry, at, value, quality, self.limits) {
            Ok(reading) => {
                let groups = &mut self.groups;
                let id = target.entry.id;
                let position = *target.position.get_or_insert_with(|| groups.position(id));
                groups.push(position, reading);
            }
            Err(fault) => {
                let code = &target.entry.code;
                let raw = super::columns::canonical(code, at, value, quality);
                self.faults
                    .push(fault.set_aside(&self.source, "readings", number, &raw));
            }
        }
        Ok(())
    }

    /// Remembers a line as it stands in the file: only the file can be tried again.
    fn set_aside(&mut self, line: u64, fault: LineFault, raw: &str) {
        self.faults
            .push(fault.set_aside(&self.source, "mapped-readings", line, raw));
    }
}
