//! The live feed: batches of readings as CSV, hour by hour for all meters.

use super::figure::{Figure, grouped, number};
use super::http::{self, Connection};
use super::stamp;
use super::town::{self, Town};
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Result, anyhow, bail};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Readings of one batch.
const BATCH: usize = 10_000;
/// Batches prepared: 3 million readings, about 100 MB of CSV.
const BATCHES: usize = 300;
/// When no further batch is begun.
const LIMIT: Duration = Duration::from_secs(15);
/// Readings per second.
const TARGET: f64 = 500_000.0;

/// Feeds one town over one connection, another one over two.
///
/// # Errors
/// When a batch is not acknowledged whole.
pub fn run(workspace: &Workspace, binary: &Path) -> Result<Vec<Figure>> {
    [1, 2]
        .into_iter()
        .map(|connections| feed(workspace, binary, connections))
        .collect()
}

fn feed(workspace: &Workspace, binary: &Path, connections: usize) -> Result<Figure> {
    let name = format!("feed-{connections}");
    let town = Town::begin(workspace, binary, &name)?;
    let step = Step::begin(format!("Feeding 300 meters over {connections} connections"));
    let batches = batches(town.address(), town.key());
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..connections)
            .map(|_| scope.spawn(|| send(town.address(), &batches, &next, started)))
            .collect();
        senders
            .into_iter()
            .try_for_each(|sender| sender.join().map_err(|_| anyhow!("a sender panicked"))?)
    })?;
    let lasted = started.elapsed().as_secs_f64();
    let sent = next.load(Ordering::Relaxed).min(batches.len()) * BATCH;
    let sent = number(u64::try_from(sent)?);
    let rate = sent / lasted;
    let bytes = number(super::size(&town::database(workspace, &name)?)) / sent;
    let memory = number(town.resident_kb()?) / 1000.0;
    let measured = format!(
        "{} readings/s ({} in {lasted:.1} s; {bytes:.1} bytes a reading on disk with the log, \
         server {memory:.0} MB)",
        grouped(rate),
        grouped(sent)
    );
    step.done(&measured);
    Ok(Figure::new(
        format!("live feed of 300 meters, batches of 10 000, connections: {connections}"),
        measured,
    )
    .judged("≥ 500 000 readings/s", rate >= TARGET)
    .with("readings_per_s", rate)
    .with("readings", sent)
    .with("lasted_s", lasted)
    .with("bytes_per_reading", bytes)
    .with("memory_mb", memory))
}

fn send(host: SocketAddr, batches: &[Vec<u8>], next: &AtomicUsize, began: Instant) -> Result<()> {
    let mut connection = Connection::open(host)?;
    while began.elapsed() < LIMIT {
        let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) else {
            break;
        };
        connection.send(batch)?;
        let answer = connection.receive()?;
        // New and kept: a batch that is there already costs no work.
        if answer.status != 200 || !answer.text().contains("\"added\":10000,") {
            bail!("a batch is answered {}: {}", answer.status, answer.text());
        }
    }
    Ok(())
}

fn batches(host: SocketAddr, key: &str) -> Vec<Vec<u8>> {
    let codes = town::codes();
    let hours = i64::try_from(BATCH * BATCHES / codes.len()).unwrap_or_default();
    // Ends two days ago: nothing lies in the future.
    let first = stamp::now() / 3600 - 48 - hours;
    let mut readings = (first..first + hours).flat_map(|hour| {
        let at = stamp::rfc3339(hour * 3600);
        let codes = codes.iter().enumerate();
        codes.map(move |(nth, code)| format!("{code},{at},{:.3}\n", town::value(nth, hour)))
    });
    (0..BATCHES)
        .map(|_| {
            let lines: String = readings.by_ref().take(BATCH).collect();
            http::post(host, key, "text/csv", &format!("series,at,value\n{lines}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_full_and_in_order_of_time() {
        let batches = batches("127.0.0.1:1".parse().unwrap(), "k");
        assert_eq!(batches.len(), BATCHES);
        let mut last = String::new();
        for batch in batches.iter().take(3).chain(batches.last()) {
            let text = String::from_utf8_lossy(batch);
            let (_, body) = text.split_once("\r\n\r\n").unwrap();
            assert_eq!(body.lines().count(), BATCH + 1);
            for line in body.lines().skip(1) {
                let at = line.split(',').nth(1).unwrap();
                assert!(at >= last.as_str(), "{at} after {last}");
                at.clone_into(&mut last);
            }
        }
    }
}
