//! The current instant, passed in so that tests and the demo can choose it.

use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use model::time::At;

/// Tells the current instant.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> At;
}

/// A clock shared by everything that runs.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> At {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        At::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that starts at an instant and runs `speed` times as fast as real time.
#[derive(Debug, Clone, Copy)]
pub struct ScaledClock {
    origin: At,
    started: Instant,
    speed: u32,
}

impl ScaledClock {
    /// Starts now.
    pub fn starting_at(origin: At, speed: u32) -> Self {
        Self {
            origin,
            started: Instant::now(),
            speed,
        }
    }
}

impl Clock for ScaledClock {
    fn now(&self) -> At {
        let ms = self
            .started
            .elapsed()
            .as_millis()
            .saturating_mul(u128::from(self.speed));
        self.origin
            .plus_millis(i64::try_from(ms).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub At);

impl Clock for FixedClock {
    fn now(&self) -> At {
        self.0
    }
}
