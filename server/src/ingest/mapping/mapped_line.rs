use std::borrow::Cow;

use model::measure::Quality;
use model::time::At;

use super::MappedReader;
use super::columns::{Columns, canonical, explain};
use crate::ingest::LineFault;
use crate::ingest::gather::checked;

/// From the cells of a line to readings.
impl MappedReader<'_> {
    pub(super) fn take_row(
        &mut self,
        columns: &Columns,
        cells: &[Cow<'_, str>],
        number: u64,
    ) -> Result<(), LineFault> {
        let at = self.instant(columns, cells, self.row_before)?;
        self.row_before = Some(at);
        let found = columns
            .series
            .iter()
            .map(|&(cell, target)| (cell, Some(target)));
        let open = columns.wide.iter().map(|(cell, _)| (*cell, None));
        for (cell, target) in found.chain(open) {
            let text = columns.cell(cells, Some(cell));
            if self.is_missing(text) {
                continue;
            }
            let Some(target) = target.or_else(|| self.wide_target(columns, cell, number)) else {
                continue;
            };
            if let Err(fault) = self.push(target, at, text, Quality::Measured, number) {
                let name = columns.name(cell);
                let fault = LineFault::of(name, fault.reason);
                let raw = cells.join(",");
                self.set_aside(number, fault, &raw);
            }
        }
        Ok(())
    }

    /// The series of a column, found or declared with its first value; said once when it cannot be.
    fn wide_target(&mut self, columns: &Columns, cell: usize, number: u64) -> Option<usize> {
        if let Some(known) = self.wide.get(&cell) {
            return known.clone().ok();
        }
        let name = columns.name(cell).to_owned();
        let found = self.target(Some(&name)).map(|target| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        if let Err(fault) = &found {
            let fault = LineFault::of(&name, fault.reason.clone());
            self.set_aside(number, fault, &name);
        }
        self.wide.insert(cell, found.clone());
        found.ok()
    }

    pub(super) fn take_reading(
        &mut self,
        columns: &Columns,
        cells: &[Cow<'_, str>],
        target: usize,
        number: u64,
    ) -> Result<(), LineFault> {
        let before = self.targets.get(target).and_then(|target| target.before);
        let at = self.instant(columns, cells, before)?;
        if let Some(target) = self.targets.get_mut(target) {
            if let (true, Some(step_s), Some(before)) =
                (self.mapping.value.mean, self.mapping.time.step_s, before)
            {
                target.pace.note(before, at, step_s);
            }
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
            .map_err(|fault| explain(fault, format))
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
        let value = target.scale.apply(value);
        match checked(&target.entry, at, value, quality, self.limits) {
            Ok(reading) => {
                let groups = &mut self.groups;
                let id = target.entry.id;
                let position = *target.position.get_or_insert_with(|| groups.position(id));
                groups.push(position, reading);
            }
            Err(fault) => {
                let code = &target.entry.code;
                let raw = canonical(code, at, value, quality);
                self.faults
                    .push(fault.set_aside(&self.source, "readings", number, &raw));
            }
        }
        Ok(())
    }
}
