use std::collections::BTreeMap;

use model::city::{OpeningHours, ServiceCode};
use model::reception::{
    DisplayDay, NoQueueData, OpeningClock, QueueFeed, QueueFeedRules, QueueState,
};
use model::time::{At, Day, Zone};

/// Seconds between two looks at a display.
const LOOK_EVERY_S: i64 = 300;
/// A display that sends every few minutes is not stale for having sent nothing
/// since: it may miss one turn, and be late for the next.
const TURNS: i64 = 2;
const LONGEST_TURN_S: i64 = 900;

/// What the displays of a counter showed on a local day, as it stands `now`,
/// from their states in the order in which they were received. States of the
/// day before say since when a display shows the same.
///
/// Where opening hours are known it is looked at all day long, so that a display
/// that falls silent while the counter is open is missed; without them only
/// between the first and the last state of the day.
pub(super) fn display_day(
    states: Vec<QueueState>,
    day: Day,
    hours: Option<&OpeningHours>,
    zone: &Zone,
    now: At,
) -> Option<DisplayDay> {
    let (start, end) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
    let clock = hours.map(|hours| OpeningClock::new(hours, zone));
    let mut displays: BTreeMap<ServiceCode, Vec<QueueState>> = BTreeMap::new();
    for state in states {
        displays
            .entry(state.service.clone())
            .or_default()
            .push(state);
    }
    let mut all = DisplayDay::default();
    let mut is_told = false;
    for states in displays.into_values() {
        let of_day = |state: &&QueueState| start <= state.received_at && state.received_at < end;
        let first = states.iter().find(of_day).map(|state| state.received_at);
        let last = states
            .iter()
            .rev()
            .find(of_day)
            .map(|state| state.received_at);
        let (Some(first), Some(last)) = (first, last) else {
            continue;
        };
        is_told = true;
        let rules = rules(&states);
        let (mut look, until) = match &clock {
            Some(_) => (start, end.min(now)),
            None => (first, last.plus_millis(1)),
        };
        let mut feed = QueueFeed::default();
        let mut states = states.into_iter().peekable();
        while look < until {
            while let Some(state) = states.next_if(|state| state.received_at <= look) {
                feed.absorb(state);
            }
            // Before its first state a display owes nothing either while it is closed.
            match clock.as_ref().filter(|clock| !clock.is_open(look)) {
                Some(_) => all.add(Err(NoQueueData::Closed { opens_at: None })),
                None => all.add(feed.read(look, clock.as_ref(), rules)),
            }
            look = look.plus_seconds(LOOK_EVERY_S);
        }
    }
    is_told.then_some(all)
}

/// Rules for a display that sends in turns of its own: the usual gap between two
/// of its states decides how old one may be.
fn rules(states: &[QueueState]) -> QueueFeedRules {
    let usual = QueueFeedRules::default();
    let mut gaps: Vec<i64> = states
        .iter()
        .zip(states.iter().skip(1))
        .map(|(one, next)| next.received_at.seconds_since(one.received_at))
        .filter(|gap| *gap > 0)
        .collect();
    gaps.sort_unstable();
    let turn = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    let age_s = TURNS * turn.min(LONGEST_TURN_S) + 60;
    QueueFeedRules {
        age_s: usual.age_s.max(u32::try_from(age_s).unwrap_or(usual.age_s)),
        ..usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE: i64 = 9 * 3_600;

    /// A display that shows another number every five minutes.
    fn states(from: i64, to: i64, waiting: impl Fn(i64) -> u32) -> Vec<QueueState> {
        let turns = (0..(to - from) / 300).map(|turn| from + turn * 300);
        turns
            .map(|at| {
                serde_json::from_value(serde_json::json!({
                    "counter": "c", "service": "s", "at": at * 1000, "received_at": at * 1000,
                    "waiting": waiting(at), "open_desks": 2, "service_s": 300,
                }))
                .expect("a state")
            })
            .collect()
    }

    fn hours() -> OpeningHours {
        serde_json::from_value(serde_json::json!({
            "week": vec![vec![serde_json::json!({"from": 540, "to": 720})]; 7],
            "open_on_holidays": true,
        }))
        .expect("hours")
    }

    fn day(states: Vec<QueueState>, hours: Option<&OpeningHours>) -> DisplayDay {
        let (day, now) = (Day::default(), At::from_seconds(2 * 86_400));
        display_day(states, day, hours, &Zone::utc(), now).expect("told")
    }

    fn moving(at: i64) -> u32 {
        u32::try_from((at / 300).rem_euclid(5)).expect("few")
    }

    #[test]
    fn a_display_that_sends_every_five_minutes_is_known_while_open() {
        let (from, to) = (NINE - 3_600, NINE + 4 * 3_600);
        let seen = day(states(from, to, moving), Some(&hours()));
        assert_eq!((seen.known, seen.unknown, seen.closed), (36, 0, 288 - 36));
        assert_eq!(seen.waiting.median(), Some(2.0));
    }

    #[test]
    fn one_that_falls_silent_is_missed_where_hours_are_known() {
        let told = || states(NINE, NINE + 3_600, moving);
        let seen = day(told(), Some(&hours()));
        // An hour of states, the last of which counts for two turns more.
        assert_eq!((seen.known, seen.unknown), (14, 22));
        let alone = day(told(), None);
        assert_eq!((alone.known, alone.unknown), (12, 0));
    }

    #[test]
    fn one_that_stands_still_with_people_waiting_is_not_believed() {
        let seen = day(states(NINE, NINE + 10_800, |_| 4), Some(&hours()));
        assert_eq!(seen.known, 7, "half an hour of patience");
        assert_eq!(seen.unknown, 36 - 7);
    }

    #[test]
    fn what_was_shown_the_day_before_only_says_since_when() {
        let before = states(NINE - 86_400, NINE - 80_000, moving);
        let none = display_day(
            before,
            Day::default(),
            None,
            &Zone::utc(),
            At::from_seconds(NINE),
        );
        assert_eq!(none, None);
    }
}
