use std::time::Duration;

use tokio::time::Instant;

/// How many messages a client may send at once, and how fast they are
/// allowed again: a page changes what it follows when its reader moves.
const BURST: u32 = 20;
const EVERY: Duration = Duration::from_millis(200);

/// Counts the messages of one client.
#[derive(Debug)]
pub(super) struct Pace {
    /// When the allowance would be full again.
    full_at: Instant,
}

impl Pace {
    /// A full allowance.
    pub fn starting(now: Instant) -> Self {
        Self { full_at: now }
    }

    /// Counts one message; `false` when it comes too fast.
    pub fn allows(&mut self, now: Instant) -> bool {
        let next = self.full_at.max(now) + EVERY;
        let allowed = next.duration_since(now) <= EVERY * BURST;
        if allowed {
            self.full_at = next;
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_one_message_every_fifth_of_a_second() {
        let start = Instant::now();
        let mut pace = Pace::starting(start);
        let passed = (0..100).filter(|_| pace.allows(start)).count();
        assert_eq!(passed, 20);
        assert!(!pace.allows(start + EVERY / 2));
        assert!(pace.allows(start + EVERY));
        assert!(!pace.allows(start + EVERY));
    }
}
