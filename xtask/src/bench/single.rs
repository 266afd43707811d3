//! One reading a request, on 64 connections at once.

use super::figure::{Figure, grouped};
use super::http::{self, Connection};
use super::load::Load;
use super::stamp;
use super::town::{self, Town};
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Result, anyhow, bail};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

const CONNECTIONS: usize = 64;
/// Each keeps a request under way on every one of its connections: sixteen
/// blocking threads a processor would measure the scheduler.
const THREADS: usize = 4;
const LASTS: Duration = Duration::from_secs(8);
/// Requests per second.
const TARGET: f64 = 30_000.0;
const TARGET_P99: Duration = Duration::from_millis(10);
/// A year of hours before now: more than one meter gets in a run.
const HOURS_BACK: i64 = 365 * 24;

/// Posts for eight seconds.
///
/// # Errors
/// When a reading is refused.
pub fn run(workspace: &Workspace, binary: &Path) -> Result<Vec<Figure>> {
    let town = Town::begin(workspace, binary, "single")?;
    let step = Step::begin("Posting readings one by one");
    let codes = town::codes();
    let began = Instant::now();
    let times = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..THREADS)
            .map(|thread| {
                let (host, key, codes) = (town.address(), town.key(), &codes);
                scope.spawn(move || post(Line::of_thread(host, thread, codes)?, host, key, began))
            })
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().map_err(|_| anyhow!("a sender panicked"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    let load = Load::of(times.into_iter().flatten().collect(), began.elapsed());
    let measured = format!(
        "{load} ({} readings)",
        grouped(super::figure::number(load.count()))
    );
    step.done(&measured);
    let met = load.rate() >= TARGET && load.percentile(99) <= TARGET_P99;
    Ok(vec![
        Figure::new("one reading per POST, 64 connections", measured)
            .judged("≥ 30 000/s, p99 ≤ 10 ms", met)
            .with("requests_per_s", load.rate())
            .with("p50_ms", load.percentile_ms(50))
            .with("p99_ms", load.percentile_ms(99)),
    ])
}

/// A connection and the meters that report over it.
struct Line<'a> {
    connection: Connection,
    codes: Vec<&'a str>,
    sent: usize,
    sent_at: Instant,
}

impl<'a> Line<'a> {
    fn of_thread(host: SocketAddr, thread: usize, codes: &'a [String]) -> Result<Vec<Self>> {
        (thread..CONNECTIONS)
            .step_by(THREADS)
            .map(|nth| {
                let own = codes.iter().skip(nth).step_by(CONNECTIONS);
                Ok(Self {
                    connection: Connection::open(host)?,
                    codes: own.map(String::as_str).collect(),
                    sent: 0,
                    sent_at: Instant::now(),
                })
            })
            .collect()
    }

    /// The next reading nobody has sent: meter after meter, then the next hour.
    fn next(&mut self, first_hour: i64) -> Option<String> {
        let turns = i64::try_from(self.sent / self.codes.len()).ok()?;
        let code = self.codes.get(self.sent % self.codes.len())?;
        let hour = first_hour + turns;
        let value = town::value(self.sent, hour);
        self.sent += 1;
        (turns < HOURS_BACK).then(|| {
            let at = stamp::rfc3339(hour * 3600);
            format!(r#"{{"series":"{code}","at":"{at}","value":{value}}}"#)
        })
    }
}

fn post(
    mut lines: Vec<Line<'_>>,
    host: SocketAddr,
    key: &str,
    began: Instant,
) -> Result<Vec<Duration>> {
    let first_hour = stamp::now() / 3600 - HOURS_BACK;
    let mut times = Vec::new();
    while began.elapsed() < LASTS {
        for line in &mut lines {
            let Some(body) = line.next(first_hour) else {
                return Ok(times);
            };
            let request = http::post(host, key, "application/json", &body);
            line.sent_at = Instant::now();
            line.connection.send(&request)?;
        }
        for line in &mut lines {
            let answer = line.connection.receive()?;
            times.push(line.sent_at.elapsed());
            if answer.status != 200 || !answer.body.starts_with(br#"{"added":1,"#) {
                bail!("a reading is answered {}: {}", answer.status, answer.text());
            }
        }
    }
    Ok(times)
}
