use std::collections::VecDeque;
use std::sync::mpsc::channel as work_channel;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use indicatif::ProgressBar;
use model::measure::ReadingLimits;
use tokio::sync::mpsc::{Receiver, channel};

use super::declaring::Declaring;
use super::progress::{progress, tell};
use super::source_files::{Directories, SourceFile, collect};
use super::submitter::Submitter;
use super::tables::{city, read_mapping};
use super::worker::{FAULT_WEIGHT, PART_READINGS, Part, Reading, Work, Worker};
use super::{ImportError, Options, Report};
use crate::clock::SharedClock;
use crate::ingest::mapping::Mapping;
use crate::ingest::{Parsed, SeriesDirectory};
use crate::store::{QuarantinedLine, Store};

/// Threads that read files; the store has work for the other cores.
const THREADS: usize = 2;
/// Files that may be read ahead of the one whose readings are stored.
const WINDOW: usize = 16;
/// Parts of one file that may wait to be stored.
const PARTS_AHEAD: usize = 2;

/// Imports readings: threads read files ahead, batches go to the store in the
/// order of the files.
pub(super) async fn import(
    store: Arc<dyn Store>,
    clock: SharedClock,
    options: Options,
) -> Result<Report, ImportError> {
    let started = Instant::now();
    let mut report = Report {
        target: options.target.as_str(),
        ..Report::default()
    };
    let mapping = read_mapping(&options, Mapping::read)?.map(Arc::new);
    let directory = SeriesDirectory::load(&*store).await?;
    let (reading, declaring, directories) = match &mapping {
        None => (Reading::Canonical(directory), None, Directories::Refused),
        Some(mapping) => {
            let rule = mapping.declare.as_ref().and_then(|rule| rule.city.as_ref());
            let city = city(&*store, clock.now(), rule, &mut report).await?;
            let places = store.places().await?.into_iter().map(|p| p.code).collect();
            let source = Arc::clone(&store);
            let (rule, maps) = (mapping.declare.clone(), mapping.maps.clone());
            let declaring = Arc::new(Declaring::new(
                source,
                clock.clone(),
                rule,
                maps,
                city,
                directory,
                places,
            ));
            let reading = Reading::Mapped(Arc::clone(mapping), Arc::<Declaring>::clone(&declaring));
            let pattern = mapping.series.pattern.as_ref();
            (reading, Some(declaring), Directories::Searched(pattern))
        }
    };
    let kind = mapping.as_ref().map(|m| m.file.kind).unwrap_or_default();
    let files = collect(&options.files, kind, directories, &mut report);
    let bar = progress(
        files.iter().map(|file| file.bytes).sum(),
        options.show_progress,
    );
    let worker = Worker {
        reading,
        limits: ReadingLimits { now: clock.now() },
        bar: bar.clone(),
    };
    let outcome = store_in_order(store, files, worker, &bar, &mut report).await;
    bar.finish_and_clear();
    outcome?;
    if let Some(counts) = declaring.map(|declaring| declaring.counts()) {
        report.places_declared += counts.places;
        report.series_declared += counts.series;
    }
    report.elapsed_s = started.elapsed().as_secs_f64();
    Ok(report)
}

async fn store_in_order(
    store: Arc<dyn Store>,
    files: Vec<SourceFile>,
    worker: Worker,
    bar: &ProgressBar,
    report: &mut Report,
) -> Result<(), ImportError> {
    let (work, queue) = work_channel();
    let queue = Arc::new(Mutex::new(queue));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (worker, queue) = (worker.clone(), Arc::clone(&queue));
            tokio::task::spawn_blocking(move || worker.run(&queue))
        })
        .collect();
    let mut submitter = Submitter::new(store);
    let mut batch = Parsed::default();
    let mut waiting = files.into_iter();
    let mut window: VecDeque<(String, Receiver<Part>)> = VecDeque::new();
    loop {
        while window.len() < WINDOW {
            let Some(file) = waiting.next() else { break };
            let (parts, receiver) = channel(PARTS_AHEAD);
            window.push_back((file.name(), receiver));
            work.send(Work { file, parts })
                .map_err(|e| ImportError::Stopped(e.to_string()))?;
        }
        let Some((name, mut parts)) = window.pop_front() else {
            break;
        };
        let mut whole = true;
        while let Some(part) = parts.recv().await {
            match part {
                Part::Refused(reason) => {
                    report.refuse(&name, reason);
                    whole = false;
                }
                Part::Lines(parsed) => {
                    report.lines += parsed.lines;
                    report.show(&parsed.faults);
                    merge(&mut batch, parsed);
                }
            }
            if batch.readings() + batch.faults.len() * FAULT_WEIGHT >= PART_READINGS {
                submitter.submit(core::mem::take(&mut batch)).await?;
                let done = submitter.total();
                tell(bar, done.added + done.corrected + done.unchanged);
            }
        }
        report.files += u64::from(whole);
    }
    drop(work);
    submitter.submit(batch).await?;
    report.outcome = submitter.finish().await?;
    for thread in threads {
        let ended = thread.await;
        ended.map_err(|e| ImportError::Stopped(e.to_string()))?;
    }
    Ok(())
}

/// Adds the readings of a part; those of a series that is there already join it.
fn merge(batch: &mut Parsed, part: Parsed) {
    let Parsed {
        batch: readings,
        faults,
        lines,
    } = part;
    batch.batch.known_at = readings.known_at;
    for mut series in readings.series {
        // Parts follow each other, so the same series is nearly always the last.
        match batch
            .batch
            .series
            .iter_mut()
            .rev()
            .take(1)
            .find(|s| s.series == series.series)
        {
            Some(same) => same.readings.append(&mut series.readings),
            None => batch.batch.series.push(series),
        }
    }
    let mut faults: Vec<QuarantinedLine> = faults;
    batch.faults.append(&mut faults);
    batch.lines += lines;
}
