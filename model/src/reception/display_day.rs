use serde::{Deserialize, Serialize};

use super::{NoQueueData, QueueState, Rate, WaitHistogram, WholeCounts, queue_length_wait};

/// What a display showed over a day, looked at in even steps; mergeable. It
/// stands in for tickets where a town has none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DisplayDay {
    /// Looks at a display that could be believed.
    pub known: u64,
    /// Looks at one that could not.
    pub unknown: u64,
    /// Looks while it was closed, by its hours or in fact.
    pub closed: u64,
    /// People waiting at each look.
    pub waiting: WholeCounts,
    /// The wait of somebody who would have come at each look, by the length of
    /// the queue: a substitute, to be named as such.
    pub waits: WaitHistogram,
}

impl DisplayDay {
    /// Counts a look. A closed display owes nothing: a day on which it is closed
    /// throughout has no coverage and is not scored.
    ///
    /// ```
    /// use model::reception::{DisplayDay, NoQueueData};
    /// let mut day = DisplayDay::default();
    /// day.add(Err(NoQueueData::NobodyServes));
    /// assert_eq!((day.closed, day.coverage().share()), (1, None));
    /// day.add(Err(NoQueueData::Stale { age_s: 600 }));
    /// assert_eq!(day.coverage().share(), Some(0.0));
    /// ```
    pub fn add(&mut self, seen: Result<&QueueState, NoQueueData>) {
        let state = match seen {
            Ok(state) => state,
            Err(NoQueueData::Closed { .. } | NoQueueData::NobodyServes) => {
                self.closed += 1;
                return;
            }
            Err(_) => {
                self.unknown += 1;
                return;
            }
        };
        self.known += 1;
        self.waiting
            .add(u16::try_from(state.waiting).unwrap_or(u16::MAX));
        let service_s = state.service_s.map(f64::from);
        let nobody = state.waiting == 0;
        let wait_s = service_s
            .and_then(|s| queue_length_wait(state.waiting, s, state.open_desks.into(), nobody));
        wait_s.into_iter().for_each(|s| self.waits.add(whole(s)));
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.known += other.known;
        self.unknown += other.unknown;
        self.closed += other.closed;
        self.waiting.merge(&other.waiting);
        self.waits.merge(&other.waits);
    }

    /// Looks that could be believed, of those that should have been.
    pub const fn coverage(&self) -> Rate {
        Rate::new(self.known, self.known + self.unknown)
    }
}

#[expect(
    clippy::as_conversions,
    reason = "a float has no TryInto; what is too long is held at the longest"
)]
fn whole(seconds: f64) -> u32 {
    seconds.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_the_queue_stands_for_the_wait() {
        let state: QueueState = serde_json::from_value(serde_json::json!({
            "counter": "c", "service": "s", "at": 0, "received_at": 0,
            "waiting": 6, "open_desks": 3, "service_s": 480,
        }))
        .expect("a state");
        let mut day = DisplayDay::default();
        day.add(Ok(&state));
        // 7 × 8 ÷ 3 = 18.67 minutes, in the nineteenth
        assert_eq!(day.waits.percentile_min(50.0), Some(19));
        assert_eq!(day.waiting.median(), Some(6.0));
        let blocked = QueueState {
            open_desks: 0,
            ..state
        };
        day.add(Ok(&blocked));
        assert_eq!((day.known, day.waits.count()), (2, 1));
    }
}
