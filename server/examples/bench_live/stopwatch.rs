use std::time::{SystemTime, UNIX_EPOCH};

/// Microseconds since an origin that two processes share.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    origin_us: u64,
}

impl Stopwatch {
    pub fn start() -> Self {
        Self {
            origin_us: now_us(),
        }
    }

    pub fn from(origin_us: u64) -> Self {
        Self { origin_us }
    }

    pub fn origin_us(self) -> u64 {
        self.origin_us
    }

    pub fn elapsed_us(self) -> u64 {
        now_us().saturating_sub(self.origin_us)
    }
}

fn now_us() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}
