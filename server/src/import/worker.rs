use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::ProgressBar;
use model::measure::ReadingLimits;
use tokio::sync::mpsc::Sender;

use super::source_files::{SourceFile, extension};
use crate::ingest::mapping::{MappedReader, Mapping, SeriesSource};
use crate::ingest::{
    Context, CsvReadings, Encoding, Gather, Parsed, Reach, SeriesDirectory, TextChunks, lines,
    take_json_line,
};

/// Readings of a file that are handed on together.
pub(super) const PART_READINGS: usize = 250_000;

/// What a bad line weighs against readings: its texts take some hundred bytes, a reading 24.
pub(super) const FAULT_WEIGHT: usize = 20;

/// A file to read, and where its parts go.
pub(super) struct Work {
    pub(super) file: SourceFile,
    pub(super) parts: Sender<Part>,
}

/// What a file comes to, piece by piece.
pub(super) enum Part {
    Lines(Parsed),
    /// The file is refused from here on, with a reason.
    Refused(String),
}

/// How files are read.
#[derive(Clone)]
pub(super) enum Reading {
    Canonical(SeriesDirectory),
    Mapped(Arc<Mapping>, Arc<dyn SeriesSource>),
}

/// What a reading thread needs.
#[derive(Clone)]
pub(super) struct Worker {
    pub(super) reading: Reading,
    pub(super) limits: ReadingLimits,
    pub(super) bar: ProgressBar,
}

impl Worker {
    /// Reads files until there are no more.
    pub(super) fn run(&self, queue: &Mutex<Receiver<Work>>) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Work { file, parts }) = next else {
                return;
            };
            if let Err(Stop::Refused(reason)) = self.read(&file, &parts) {
                // Nobody listens any more when the import has stopped.
                let _ = parts.blocking_send(Part::Refused(reason));
            }
        }
    }

    fn read(&self, file: &SourceFile, parts: &Sender<Part>) -> Result<(), Stop> {
        let reader = file
            .open(&self.bar)
            .map_err(|e| Stop::Refused(format!("cannot be read: {e}")))?;
        let source = file.name();
        match &self.reading {
            Reading::Mapped(mapping, series) => {
                let mut reading = MappedReader::new(mapping, &**series, self.limits)?;
                reading.open(&file.path, &source)?;
                let mut chunks = mapping.file.lines(reader).map_err(refused)?;
                while let Some(chunk) = chunks.next_chunk().map_err(refused)? {
                    reading.take(&chunk)?;
                    if reading.readings() + reading.faults() * FAULT_WEIGHT >= PART_READINGS {
                        send(parts, reading.drain())?;
                    }
                }
                reading.close()?;
                send(parts, reading.drain())
            }
            Reading::Canonical(directory) => {
                let reach = Reach::default();
                let mut gather = Gather::new(Context {
                    source: &source,
                    directory,
                    reach: &reach,
                    limits: self.limits,
                });
                let chunks = TextChunks::new(reader, Encoding::Utf8);
                let outcome = if matches!(extension(&file.path).as_str(), "ndjson" | "jsonl") {
                    read_json(chunks, &mut gather, parts)
                } else {
                    read_csv(chunks, &mut gather, parts)
                };
                // What was good before the fault is kept.
                send(parts, gather.drain())?;
                outcome
            }
        }
    }
}

fn read_csv(
    mut chunks: TextChunks<impl std::io::Read>,
    gather: &mut Gather<'_>,
    parts: &Sender<Part>,
) -> Result<(), Stop> {
    let mut csv: Option<CsvReadings> = None;
    while let Some(chunk) = chunks.next_chunk().map_err(refused)? {
        for (number, line) in (chunk.first_line..).zip(lines(&chunk.text)) {
            match &csv {
                Some(csv) => csv.take_line(line, number, gather),
                None if line.trim_ascii().is_empty() => {}
                None => {
                    let header = CsvReadings::new(line);
                    csv = Some(header.map_err(|e| Stop::Refused(format!("line {number}: {e}")))?);
                }
            }
        }
        hand_on(gather, parts)?;
    }
    match csv {
        Some(_) => Ok(()),
        None => Err(Stop::Refused(
            "the file is empty: it needs at least the header series,at,value".to_owned(),
        )),
    }
}

fn read_json(
    mut chunks: TextChunks<impl std::io::Read>,
    gather: &mut Gather<'_>,
    parts: &Sender<Part>,
) -> Result<(), Stop> {
    let mut empty = true;
    while let Some(chunk) = chunks.next_chunk().map_err(refused)? {
        for (number, line) in (chunk.first_line..).zip(lines(&chunk.text)) {
            take_json_line(line, number, gather);
        }
        empty &= gather.lines() == 0;
        hand_on(gather, parts)?;
    }
    match empty {
        true => Err(Stop::Refused("the file is empty".to_owned())),
        false => Ok(()),
    }
}

fn hand_on(gather: &mut Gather<'_>, parts: &Sender<Part>) -> Result<(), Stop> {
    if gather.readings() + gather.faults() * FAULT_WEIGHT >= PART_READINGS {
        send(parts, gather.drain())?;
    }
    Ok(())
}

fn send(parts: &Sender<Part>, parsed: Parsed) -> Result<(), Stop> {
    if parsed.lines == 0 && parsed.faults.is_empty() {
        return Ok(());
    }
    parts
        .blocking_send(Part::Lines(parsed))
        .map_err(|_| Stop::NobodyListens)
}

/// Why a file is not read on.
enum Stop {
    Refused(String),
    NobodyListens,
}

fn refused(fault: impl core::fmt::Display) -> Stop {
    Stop::Refused(fault.to_string())
}

impl From<crate::ingest::mapping::FileFault> for Stop {
    fn from(fault: crate::ingest::mapping::FileFault) -> Self {
        refused(fault)
    }
}

impl From<crate::ingest::mapping::MappingError> for Stop {
    fn from(fault: crate::ingest::mapping::MappingError) -> Self {
        refused(fault)
    }
}
