use model::measure::{Quality, Reading, ReadingLimits};
use model::time::At;

use super::decimal::decimal;
use super::stamp::StampReader;
use super::{Groups, LineFault, Parsed, Reach, SeriesDirectory, SeriesEntry};
use crate::store::{Batch, QuarantinedLine};

/// What a parse is done against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// File name, or the name of the source key: stands beside each fault.
    pub source: &'a str,
    /// The series that exist.
    pub directory: &'a SeriesDirectory,
    /// The places that the source may tell of.
    pub reach: &'a Reach,
    /// Bounds that every reading keeps.
    pub limits: ReadingLimits,
}

/// The four cells of a reading as text; an empty quality means measured.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cells<'a> {
    pub(crate) series: &'a [u8],
    pub(crate) at: &'a [u8],
    pub(crate) value: &'a [u8],
    pub(crate) quality: &'a [u8],
}

/// Collects the readings and the faults of one source.
#[derive(Debug)]
pub struct Gather<'a> {
    context: Context<'a>,
    stamps: StampReader,
    groups: Groups,
    // By position in `groups`.
    seen: Vec<Seen<'a>>,
    last: usize,
    faults: Vec<QuarantinedLine>,
    lines: u64,
}

#[derive(Debug)]
struct Seen<'a> {
    entry: &'a SeriesEntry,
    // The position that followed this one last time: feeds repeat their order.
    followed_by: usize,
}

impl<'a> Gather<'a> {
    /// Starts empty.
    pub fn new(context: Context<'a>) -> Self {
        Self {
            context,
            stamps: StampReader::default(),
            groups: Groups::default(),
            seen: Vec::new(),
            last: 0,
            faults: Vec::new(),
            lines: 0,
        }
    }

    /// Counts a line; to be called once for each line with content.
    pub(crate) fn count_line(&mut self) {
        self.lines += 1;
    }

    /// Lines counted since the last [`Self::drain`].
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// Readings collected since the last [`Self::drain`].
    pub const fn readings(&self) -> usize {
        self.groups.readings()
    }

    /// Faults collected since the last [`Self::drain`].
    pub fn faults(&self) -> usize {
        self.faults.len()
    }

    /// Checks and takes one reading.
    pub(crate) fn take(&mut self, cells: Cells<'_>) -> Result<(), LineFault> {
        let position = self.position(cells.series)?;
        let Some(entry) = self.seen.get(position).map(|seen| seen.entry) else {
            return Ok(());
        };
        let at = self.stamps.read(cells.at).map_err(|fault| {
            LineFault::of("at", format!("`{}` {fault}", LineFault::quoted(cells.at)))
        })?;
        let quality = quality(cells.quality)?;
        let value = value(cells.value, quality)?;
        let reading = checked(entry, at, value, quality, self.context.limits)?;
        self.groups.push(position, reading);
        Ok(())
    }

    /// Remembers a line that was not taken.
    pub(crate) fn set_aside(&mut self, line: u64, fault: LineFault, raw: &str) {
        self.faults
            .push(fault.set_aside(self.context.source, "readings", line, raw));
    }

    /// Hands over what was collected and starts again.
    pub fn drain(&mut self) -> Parsed {
        self.seen.clear();
        self.last = 0;
        Parsed {
            batch: Batch {
                series: self.groups.drain(),
                known_at: self.context.limits.now,
            },
            faults: core::mem::take(&mut self.faults),
            lines: core::mem::take(&mut self.lines),
        }
    }

    fn position(&mut self, code: &[u8]) -> Result<usize, LineFault> {
        let is = |seen: Option<&Seen<'_>>| seen.is_some_and(|s| s.entry.code.as_bytes() == code);
        let last = self.seen.get(self.last);
        if is(last) {
            return Ok(self.last);
        }
        let followed_by = last.map_or(0, |seen| seen.followed_by);
        if is(self.seen.get(followed_by)) {
            self.last = followed_by;
            return Ok(followed_by);
        }
        let entry = self
            .context
            .directory
            .get(code)
            .ok_or_else(|| unknown_series(code))?;
        self.context.reach.check(&entry.place, "series", code)?;
        let position = self.groups.position(entry.id);
        if position == self.seen.len() {
            self.seen.push(Seen {
                entry,
                followed_by: 0,
            });
        }
        if let Some(last) = self.seen.get_mut(self.last) {
            last.followed_by = position;
        }
        self.last = position;
        Ok(position)
    }
}

/// The fault of a code that no series has.
pub(crate) fn unknown_series(code: &[u8]) -> LineFault {
    if code.is_empty() {
        return LineFault::of("series", "is empty: name the series");
    }
    LineFault::of(
        "series",
        format!(
            "unknown series `{}`: declare it with `belvedere import series`, then run \
             `belvedere quarantine retry`",
            LineFault::quoted(code)
        ),
    )
}

/// A reading inside the limits; a zero that stands for silence becomes missing.
pub(crate) fn checked(
    entry: &SeriesEntry,
    at: At,
    value: f64,
    quality: Quality,
    limits: ReadingLimits,
) -> Result<Reading, LineFault> {
    let silent = entry.zero_is_missing
        && value == 0.0
        && matches!(quality, Quality::Measured | Quality::Estimated);
    let reading = Reading {
        at,
        value,
        quality: if silent { Quality::Missing } else { quality },
    };
    limits.check(reading).map_err(|fault| {
        use model::measure::ReadingFault::{Future, NotFinite, TooLarge, TooOld};
        let field = match fault {
            NotFinite | TooLarge(_) => "value",
            Future { .. } | TooOld => "at",
        };
        LineFault::of(field, fault.to_string())
    })
}

fn quality(text: &[u8]) -> Result<Quality, LineFault> {
    match text {
        b"" | b"measured" => Ok(Quality::Measured),
        b"estimated" => Ok(Quality::Estimated),
        b"missing" => Ok(Quality::Missing),
        b"replaced" => Ok(Quality::Replaced),
        other => Err(LineFault::of(
            "quality",
            format!(
                "unknown quality `{}`: use measured, estimated, missing or replaced",
                LineFault::quoted(other)
            ),
        )),
    }
}

fn value(text: &[u8], quality: Quality) -> Result<f64, LineFault> {
    if text.is_empty() {
        return match quality {
            // A gap that the source names needs no number.
            Quality::Missing => Ok(0.0),
            _ => Err(LineFault::of(
                "value",
                "is empty: leave the line out, or give it the quality `missing`",
            )),
        };
    }
    decimal(text).ok_or_else(|| {
        let hint = if text.contains(&b',') {
            ": write decimals with a point, or import with a mapping that names the decimal sign"
        } else {
            ""
        };
        LineFault::of(
            "value",
            format!("`{}` is not a number{hint}", LineFault::quoted(text)),
        )
    })
}
