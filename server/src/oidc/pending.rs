use std::collections::HashMap;

use model::time::At;
use subtle::ConstantTimeEq as _;

/// Somebody stays away no longer than so many seconds (10 minutes).
const AWAY_S: i64 = 600;
/// People who are away at once; the next one takes the place of who left first.
const MOST: usize = 10_000;

/// Somebody who was sent to the provider.
#[derive(Clone)]
pub(super) struct Away {
    /// Known to the browser that left, and to no other.
    pub(super) binding: String,
    pub(super) nonce: String,
    pub(super) verifier: Option<String>,
    /// Where they wanted to go.
    pub(super) back: String,
    pub(super) left_at: At,
}

/// Who is away, by state. A restart forgets them: they sign in again.
#[derive(Default)]
pub(super) struct Pending(HashMap<String, Away>);

impl Pending {
    /// Somebody leaves.
    pub(super) fn leave(&mut self, state: String, away: Away) {
        let now = away.left_at;
        self.0.retain(|_, other| is_held(other, now));
        if self.0.len() >= MOST {
            let first = self.0.iter().min_by_key(|(_, other)| other.left_at);
            let first = first.map(|(state, _)| state.clone());
            first.and_then(|state| self.0.remove(&state));
        }
        self.0.insert(state, away);
    }

    /// Somebody comes back, which they do once, with the browser that left.
    pub(super) fn come_back(&mut self, state: &str, binding: &str, now: At) -> Option<Away> {
        let away = self.0.get(state)?;
        let same = away.binding.as_bytes().ct_eq(binding.as_bytes());
        if !bool::from(same) {
            return None;
        }
        self.0.remove(state).filter(|away| is_held(away, now))
    }
}

fn is_held(away: &Away, now: At) -> bool {
    now < away.left_at.plus_seconds(AWAY_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: At = At::from_millis(1_795_516_320_000);

    fn away(n: i64) -> Away {
        Away {
            binding: format!("browser {n}"),
            nonce: String::new(),
            verifier: None,
            back: String::from("/"),
            left_at: NOW.plus_seconds(n),
        }
    }

    #[test]
    fn a_state_is_good_once_for_one_browser_and_not_for_long() {
        let mut pending = Pending::default();
        pending.leave(String::from("a"), away(0));
        assert!(pending.come_back("a", "browser 1", NOW).is_none());
        assert!(pending.come_back("b", "browser 0", NOW).is_none());
        let back = NOW.plus_seconds(599);
        assert!(pending.come_back("a", "browser 0", back).is_some());
        assert!(pending.come_back("a", "browser 0", back).is_none());
        pending.leave(String::from("c"), away(1));
        let late = NOW.plus_seconds(601);
        assert!(pending.come_back("c", "browser 1", late).is_none());
    }

    #[test]
    fn a_flood_takes_no_more_than_its_places() {
        let mut pending = Pending::default();
        for n in 0..i64::try_from(MOST).unwrap() + 5 {
            let mut away = away(0);
            away.left_at = NOW.plus_millis(n);
            pending.leave(n.to_string(), away);
        }
        assert_eq!(pending.0.len(), MOST);
        assert!(!pending.0.contains_key("4") && pending.0.contains_key("5"));
    }
}
