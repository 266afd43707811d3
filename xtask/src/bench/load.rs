//! Requests from several connections at once, and how long each took.

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

    fn of(mut times: Vec<Duration>, lasted: Duration) -> Self {
        times.sort_unstable();
        Self { times, lasted }
    }

    /// The time that `percent` of the requests did not exceed (nearest rank).
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.times.len() * percent).div_ceil(100);
        self.times
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// Requests per second.
    pub fn rate(&self) -> f64 {
        let count = u32::try_from(self.times.len()).map_or(f64::INFINITY, f64::from);
        count / self.lasted.as_secs_f64()
    }
}

impl fmt::Display for Load {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |percent| self.percentile(percent).as_secs_f64() * 1000.0;
        write!(
            out,
            "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms",
            self.rate(),
            ms(50),
            ms(99)
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
        if answer.status != 200 || answer.length == 0 {
            bail!(
                "{path} answers {} with {} bytes",
                answer.status,
                answer.length
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
