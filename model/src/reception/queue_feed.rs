use serde::{Deserialize, Serialize};

use super::segment::seconds;
use super::{NoQueueData, OpeningClock, QueueState};
use crate::time::At;

/// From when on a display is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QueueFeedRules {
    /// Oldest state in seconds.
    pub age_s: u32,
    /// Farthest that its clock may be ahead, in seconds.
    pub ahead_s: u32,
    /// Open seconds without any change while people wait.
    pub frozen_s: u32,
    /// Open seconds without any change while desks are open and nobody waits.
    pub quiet_s: u32,
}

impl Default for QueueFeedRules {
    /// Age as for estimates (domain §2.4); a minute of clock, half an hour with a
    /// queue and four hours without are ours.
    fn default() -> Self {
        Self {
            age_s: 120,
            ahead_s: 60,
            frozen_s: 1_800,
            quiet_s: 14_400,
        }
    }
}

/// The latest that one display showed, and what is needed to believe it.
///
/// ```
/// use model::reception::{NoQueueData, QueueFeed, QueueFeedRules};
/// use model::time::At;
/// # let state = |at: i64, waiting: u32, open_desks: u32| -> model::reception::QueueState {
/// #     serde_json::from_value(serde_json::json!({ "counter": "ochota", "service": "d",
/// #         "at": at * 1000, "received_at": at * 1000, "waiting": waiting, "open_desks": open_desks,
/// #     })).expect("a state") };
/// let rules = QueueFeedRules::default();
/// let mut feed = QueueFeed::default();
/// let now = At::from_seconds(60);
/// assert_eq!(feed.read(now, None, rules), Err(NoQueueData::Never));
/// // a holiday: the display says that nobody waits, and nobody serves
/// feed.absorb(state(0, 0, 0));
/// assert_eq!(feed.read(now, None, rules), Err(NoQueueData::NobodyServes));
/// feed.absorb(state(60, 4, 2));
/// assert_eq!(feed.read(now, None, rules).map(|s| s.waiting), Ok(4));
/// assert_eq!(feed.read(At::from_seconds(181), None, rules), Err(NoQueueData::Stale { age_s: 121 }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QueueFeed {
    latest: Option<QueueState>,
    /// The state before: instants by its clock and by ours.
    before: Option<(At, At)>,
    /// Since when it shows what it shows, by our clock.
    same_since: Option<At>,
}

impl QueueFeed {
    /// Takes a state in; one received before the latest changes nothing.
    pub fn absorb(&mut self, state: QueueState) {
        let key = |s: &QueueState| (s.received_at, s.at);
        if self.latest.as_ref().is_some_and(|l| key(l) >= key(&state)) {
            return;
        }
        let same = self
            .latest
            .as_ref()
            .is_some_and(|l| l.shows_the_same(&state));
        if !same {
            self.same_since = Some(state.received_at);
        }
        self.before = self.latest.as_ref().map(|l| (l.at, l.received_at));
        self.latest = Some(state);
    }

    /// The latest state, if it can be believed now. Without opening hours only
    /// the display itself says whether it is open.
    ///
    /// # Errors
    /// [`NoQueueData`]: never, closed, stale, clock wrong, frozen, nobody serves.
    pub fn read(
        &self,
        now: At,
        clock: Option<&OpeningClock>,
        rules: QueueFeedRules,
    ) -> Result<&QueueState, NoQueueData> {
        let state = self.latest.as_ref().ok_or(NoQueueData::Never)?;
        if let Some(clock) = clock.filter(|clock| !clock.is_open(now)) {
            let opens_at = clock.open_from(now);
            return Err(NoQueueData::Closed { opens_at });
        }
        let age_s = seconds(state.received_at, now);
        if age_s > rules.age_s {
            return Err(NoQueueData::Stale { age_s });
        }
        if seconds(state.received_at, state.at) > rules.ahead_s {
            return Err(clock_wrong(state));
        }
        let behind_s = seconds(state.at, state.received_at);
        if behind_s > rules.age_s {
            // A clock that goes, only elsewhere, is wrong; one that stands still
            // belongs to an old page sent again.
            return Err(if self.clock_goes(state, rules) {
                clock_wrong(state)
            } else {
                NoQueueData::Stale {
                    age_s: seconds(state.at, now),
                }
            });
        }
        if state.waiting == 0 && state.open_desks == 0 {
            return Err(NoQueueData::NobodyServes);
        }
        let since = self.same_since.unwrap_or(state.received_at);
        let open_s = clock.map_or_else(
            || seconds(since, now),
            |clock| u32::try_from(clock.open_seconds(since, now)).unwrap_or(u32::MAX),
        );
        let patience = if state.waiting > 0 {
            rules.frozen_s
        } else {
            rules.quiet_s
        };
        if open_s > patience {
            return Err(NoQueueData::Frozen { open_s });
        }
        Ok(state)
    }

    /// Whether the clock of the display moved as ours did between its last two states.
    fn clock_goes(&self, state: &QueueState, rules: QueueFeedRules) -> bool {
        self.before.is_some_and(|(at, received_at)| {
            let theirs = state.at.seconds_since(at);
            let ours = state.received_at.seconds_since(received_at);
            theirs > 0 && theirs.abs_diff(ours) <= u64::from(rules.ahead_s)
        })
    }
}

fn clock_wrong(state: &QueueState) -> NoQueueData {
    let off = state.at.seconds_since(state.received_at);
    NoQueueData::ClockWrong {
        off_s: i32::try_from(off).unwrap_or(if off > 0 { i32::MAX } else { i32::MIN }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::{OpenRange, OpeningHours, PlaceCode, ServiceCode};
    use crate::time::Zone;

    fn state(at: i64, received: i64, waiting: u32, open_desks: u32) -> QueueState {
        QueueState {
            counter: PlaceCode::new("c").expect("a code"),
            service: ServiceCode::new("s").expect("a code"),
            at: At::from_seconds(at),
            received_at: At::from_seconds(received),
            waiting,
            open_desks,
            last_called: None,
            service_s: None,
        }
    }

    fn feed(states: &[(i64, i64, u32, u32)]) -> QueueFeed {
        let mut feed = QueueFeed::default();
        for &(at, received, waiting, desks) in states {
            feed.absorb(state(at, received, waiting, desks));
        }
        feed
    }

    fn read(feed: &QueueFeed, now: i64) -> Result<u32, NoQueueData> {
        feed.read(At::from_seconds(now), None, QueueFeedRules::default())
            .map(|state| state.waiting)
    }

    #[test]
    fn a_clock_in_another_zone_is_wrong_not_old() {
        let hour_behind = feed(&[(0, 3_600, 4, 2), (60, 3_660, 4, 2)]);
        assert_eq!(
            read(&hour_behind, 3_660),
            Err(NoQueueData::ClockWrong { off_s: -3_600 })
        );
        let hour_ahead = feed(&[(3_600, 0, 4, 2)]);
        assert_eq!(
            read(&hour_ahead, 10),
            Err(NoQueueData::ClockWrong { off_s: 3_600 })
        );
    }

    #[test]
    fn an_old_page_sent_again_is_stale() {
        let stuck = feed(&[(0, 0, 4, 2), (0, 300, 4, 2)]);
        assert_eq!(read(&stuck, 310), Err(NoQueueData::Stale { age_s: 310 }));
    }

    #[test]
    fn a_display_that_never_moves_is_frozen() {
        let fresh: Vec<_> = (0..40)
            .map(|minute| (minute * 60, minute * 60, 4, 2))
            .collect();
        assert_eq!(read(&feed(&fresh[..31]), 1_800), Ok(4));
        assert_eq!(
            read(&feed(&fresh), 2_340),
            Err(NoQueueData::Frozen { open_s: 2_340 })
        );
        let quiet: Vec<_> = fresh
            .iter()
            .map(|&(at, by, _, desks)| (at, by, 0, desks))
            .collect();
        assert_eq!(read(&feed(&quiet), 2_340), Ok(0));
    }

    #[test]
    fn what_comes_late_does_not_go_back_in_time() {
        let mut late = feed(&[(120, 120, 7, 2)]);
        late.absorb(state(60, 60, 3, 2));
        assert_eq!(read(&late, 121), Ok(7));
    }

    #[test]
    fn people_before_closed_desks_still_count() {
        assert_eq!(read(&feed(&[(0, 0, 3, 0)]), 1), Ok(3));
    }

    #[test]
    fn opening_hours_overrule_the_display() {
        let zone = Zone::utc();
        let hours = OpeningHours {
            week: vec![vec![OpenRange { from: 60, to: 120 }]; 7],
            open_on_holidays: false,
            alsace_moselle: false,
            exceptions: vec![],
        };
        let clock = OpeningClock::new(&hours, &zone);
        // 1 January is a public holiday
        let feed = feed(&[(3_600, 3_600, 4, 2)]);
        let found = feed.read(
            At::from_seconds(3_600),
            Some(&clock),
            QueueFeedRules::default(),
        );
        let opens_at = Some(At::from_seconds(86_400 + 3_600));
        assert_eq!(found, Err(NoQueueData::Closed { opens_at }));
    }
}
