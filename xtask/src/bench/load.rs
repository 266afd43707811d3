//! Requests from several connections at once, and how long each took.

use super::figure::number;
use super::http::Connection;
use anyhow::{Result, anyhow, bail};
use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Requests before the measure: caches fill, connections open.
const WARM_UP: usize = 20;

/// The times of all requests of one load.
pub struct Load {
    /// Sorted.
    times: Vec<Duration>,
    lasted: Duration,
}

impl Load {
    /// Asks for `path` again and again, each connection waiting for its answer.
    ///
    /// # Errors
    /// When an answer is missing or has another status than 200.
    pub fn run(
        host: SocketAddr,
        path: &str,
        connections: usize,
        seconds: Duration,
    ) -> Result<Self> {
        let started = Instant::now();
        let times = std::thread::scope(|scope| {
            let visitors: Vec<_> = (0..connections)
                .map(|_| scope.spawn(move || visit(host, path, seconds)))
                .collect();
            visitors
                .into_iter()
                .map(|visitor| visitor.join().map_err(|_| anyhow!("a visitor panicked"))?)
                .collect::<Result<Vec<_>>>()
        })?;
        Ok(Self::of(
            times.into_iter().flatten().collect(),
            started.elapsed(),
        ))
    }

    /// Of times measured elsewhere.
    pub fn of(mut times: Vec<Duration>, lasted: Duration) -> Self {
        times.sort_unstable();
        Self { times, lasted }
    }

    /// How many requests.
    pub fn count(&self) -> u64 {
        u64::try_from(self.times.len()).unwrap_or(u64::MAX)
    }

    /// The time that `percent` of the requests did not exceed (nearest rank).
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.times.len() * percent).div_ceil(100);
        self.times
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// The same in milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        self.percentile(percent).as_secs_f64() * 1000.0
    }

    /// Requests per second.
    pub fn rate(&self) -> f64 {
        number(self.count()) / self.lasted.as_secs_f64()
    }
}

impl fmt::Display for Load {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
            self.rate(),
            self.percentile_ms(50),
            self.percentile_ms(99)
        )
    }
}

fn visit(host: SocketAddr, path: &str, seconds: Duration) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(host)?;
    for _ in 0..WARM_UP {
        connection.get(path)?;
    }
    let mut times = Vec::new();
    let end = Instant::now() + seconds;
    while Instant::now() < end {
        let asked = Instant::now();
        let answer = connection.get(path)?;
        times.push(asked.elapsed());
        if answer.status != 200 || answer.body.is_empty() {
            bail!(
                "{path} answers {} with {} bytes",
                answer.status,
                answer.body.len()
            );
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let times = (1..=200).map(Duration::from_millis).collect();
        let load = Load::of(times, Duration::from_secs(2));
        assert_eq!(load.percentile(50), Duration::from_millis(100));
        assert_eq!(load.percentile(99), Duration::from_millis(198));
        assert!((load.rate() - 100.0).abs() < 1e-9);
        assert_eq!(
            Load::of(Vec::new(), Duration::from_secs(1)).percentile(50),
            Duration::ZERO
        );
    }
}
