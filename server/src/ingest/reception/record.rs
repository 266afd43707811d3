use super::{Fields, Reader};
use crate::ingest::LineFault;
use crate::store::QuarantinedLine;

/// What a line of the reception stands for.
pub trait Record: Sized {
    /// The name of its kind on the command line and in the quarantine.
    const TARGET: &'static str;
    /// The key of an array of them in a JSON body.
    const KEY: &'static str;
    /// Columns that every line has.
    const REQUIRED: &'static [&'static str];
    /// Columns that it may have.
    const OPTIONAL: &'static [&'static str];

    /// Reads a line.
    ///
    /// # Errors
    /// [`LineFault`] with the field and what to do about it.
    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault>;
}

/// What was read of a source.
#[derive(Debug)]
pub struct Records<R> {
    /// Good lines.
    pub good: Vec<R>,
    /// Bad ones with their reasons.
    pub faults: Vec<QuarantinedLine>,
    /// Lines with content.
    pub lines: u64,
}

impl<R> Default for Records<R> {
    fn default() -> Self {
        Self {
            good: Vec::new(),
            faults: Vec::new(),
            lines: 0,
        }
    }
}

impl<R: Record> Records<R> {
    /// Takes a line, or sets it aside.
    pub fn take(&mut self, line: u64, fields: &Fields<'_>, reader: &mut Reader<'_>) {
        self.lines += 1;
        let known = |name: &str| R::REQUIRED.contains(&name) || R::OPTIONAL.contains(&name);
        let read = match fields.names().find(|name| !known(name)) {
            Some(unknown) => Err(LineFault::of(
                unknown,
                format!(
                    "unknown key: known are {}",
                    [R::REQUIRED, R::OPTIONAL].concat().join(", ")
                ),
            )),
            None => R::read(fields, reader),
        };
        match read {
            Ok(record) => self.good.push(record),
            Err(fault) => self.set_aside(line, fault, &fields.as_table(), reader),
        }
    }

    /// Sets a line aside.
    pub fn set_aside(&mut self, line: u64, fault: LineFault, raw: &str, reader: &Reader<'_>) {
        let fault = fault.set_aside(reader.source, R::TARGET, line, raw);
        self.faults.push(fault);
    }
}
