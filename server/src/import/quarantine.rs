use std::collections::HashMap;
use std::io::Write;

use model::city::PlaceTree;
use model::measure::ReadingLimits;
use model::time::At;
use serde::Serialize;

use super::table::Table;
use super::tables::{shape, take};
use super::tickets_set_aside::list_tickets_set_aside;
use super::{ImportError, Known, Target};
use crate::ingest::{
    Context, CsvReadings, Gather, LineFault, Reach, SeriesDirectory, split_record, submit,
    take_json_line,
};
use crate::store::{Quarantined, Store, StoreError};

/// Lines that are looked at together.
const PAGE: u32 = 5_000;

/// What a second try came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Retried {
    /// Lines that were taken in and left the quarantine.
    pub released: u64,
    /// Lines that are still refused.
    pub still_refused: u64,
    /// Lines that only their corrected file can bring in: cut, or in a foreign layout.
    pub need_their_file: u64,
}

/// Writes the lines that are set aside, oldest first, then the ticket events that do
/// not fit.
///
/// As a table for people, or with `json` as one JSON object a line.
///
/// # Errors
/// [`ImportError`] when the store or the writer fails.
pub async fn list(
    store: &dyn Store,
    json: bool,
    out: &mut (dyn Write + Send),
) -> Result<u64, ImportError> {
    let mut after = 0;
    let mut count = 0;
    loop {
        let page = store.quarantined(after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(count + list_tickets_set_aside(store, json, out).await?);
        };
        after = last.id;
        for quarantined in &page {
            count += 1;
            if json {
                let text = serde_json::to_string(quarantined).map_err(std::io::Error::from)?;
                writeln!(out, "{text}")?;
            } else {
                let line = &quarantined.line;
                let field = line.field.as_deref().map(|field| format!("{field}: "));
                writeln!(
                    out,
                    "{}:{} ({}): {}{}\n    {}",
                    line.source,
                    line.line,
                    line.target,
                    field.unwrap_or_default(),
                    line.reason,
                    line.raw.replace('\n', "\n    ")
                )?;
            }
        }
    }
}

/// Tries every line again against what is declared now, and releases those that pass. What
/// a source sent is let in only for the places that its key may tell of.
///
/// # Errors
/// What the store reports; lines that were released before stay released.
pub async fn retry(store: &dyn Store, now: At, known: &Known<'_>) -> Result<Retried, StoreError> {
    let mut retried = Retried::default();
    // Readings wait for series, series for places: in this order one pass is enough.
    for target in Target::ALL.map(Some).into_iter().chain([None]) {
        let directory = SeriesDirectory::load(store).await?;
        let reaches = Reaches::load(store).await?;
        let mut after = 0;
        loop {
            let page = store.quarantined(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id;
            let (whole, cut): (Vec<_>, Vec<_>) = page
                .into_iter()
                .filter(|q| named(&q.line.target) == target)
                .partition(|q| target.is_some() && !q.line.raw.ends_with('…'));
            retried.need_their_file += count(cut.len());
            let tried = whole.len();
            let passed = match target {
                Some(Target::Readings) => readings(store, &directory, now, &reaches, whole).await?,
                Some(table) => rows(store, table, now, known, &reaches, whole).await?,
                None => Vec::new(),
            };
            retried.released += count(passed.len());
            retried.still_refused += count(tried - passed.len());
            if !passed.is_empty() {
                store.release_quarantined(passed).await?;
            }
        }
    }
    Ok(retried)
}

fn named(target: &str) -> Option<Target> {
    Target::ALL
        .into_iter()
        .find(|known| known.as_str() == target)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// What each source reaches that ever had a key: its newest one tells.
struct Reaches(HashMap<String, Reach>);

impl Reaches {
    async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let tree = PlaceTree::new(store.places().await?);
        let tree = tree.map_err(|fault| StoreError::Conflict(fault.to_string()))?;
        let keys = store.keys().await?.into_iter();
        let reaches = keys.map(|key| (key.name, Reach::of(key.place.as_ref(), &tree)));
        Ok(Self(reaches.collect()))
    }

    /// A file was brought in by who may tell of everything.
    fn of(&self, source: &str) -> Reach {
        self.0.get(source).cloned().unwrap_or_default()
    }
}

async fn readings(
    store: &dyn Store,
    directory: &SeriesDirectory,
    now: At,
    reaches: &Reaches,
    lines: Vec<Quarantined>,
) -> Result<Vec<i64>, StoreError> {
    let mut passed = Vec::new();
    let mut cells = Vec::new();
    for sent in lines.chunk_by(|a, b| a.line.source == b.line.source) {
        let source = sent.first().map_or("", |first| first.line.source.as_str());
        let reach = reaches.of(source);
        let mut gather = Gather::new(Context {
            source,
            directory,
            reach: &reach,
            limits: ReadingLimits { now },
        });
        for Quarantined { id, line, .. } in sent {
            let before = gather.readings();
            if line.raw.starts_with('{') {
                take_json_line(&line.raw, line.line, &mut gather);
            } else if split_record(&line.raw, b',', Some(b'"'), &mut cells).is_ok() {
                let csv = CsvReadings::canonical(if cells.len() == 3 { 3 } else { 4 });
                csv.take_line(&line.raw, line.line, &mut gather);
            }
            if gather.readings() > before {
                passed.push(*id);
            }
        }
        let mut parsed = gather.drain();
        // They are in the quarantine already.
        parsed.faults.clear();
        submit(store, parsed).await?;
    }
    Ok(passed)
}

async fn rows(
    store: &dyn Store,
    target: Target,
    now: At,
    known: &Known<'_>,
    reaches: &Reaches,
    lines: Vec<Quarantined>,
) -> Result<Vec<i64>, StoreError> {
    let mut passed = Vec::new();
    for Quarantined { id, line, .. } in lines {
        let text = std::io::Cursor::new(line.raw.into_bytes());
        let read = Table::read(Box::new(text), &line.source, shape(target), None, None)
            .map_err(|fault| LineFault::whole(fault.to_string()));
        let Ok(table) = read else { continue };
        let reach = reaches.of(&line.source);
        let is_one = table.rows.len() == 1;
        if is_one
            && take(store, table, now, known, &reach)
                .await?
                .faults
                .is_empty()
        {
            passed.push(id);
        }
    }
    Ok(passed)
}
