use std::collections::HashMap;

use model::time::At;

/// Signs that nobody takes for another one: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B.
const SIGNS: &[u8; 24] = b"ACDEFGHJKMNPQRTUVWXY3467";
/// Seconds for which a code can be used.
const LIFE_S: i64 = 600;
/// Devices that may wait at once, in all and from one address.
const MOST: usize = 200;
const MOST_OF_ONE: usize = 10;

/// Devices that show a code and wait for somebody to enter it. They are in memory
/// alone: after a restart a device shows another code.
#[derive(Default)]
pub(super) struct Pairings(HashMap<String, Pairing>);

struct Pairing {
    code: String,
    until: At,
    origin: String,
    /// The secret of the device, once it is paired and until it is fetched.
    token: Option<String>,
}

/// What became of a pairing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// Nobody entered the code yet.
    Code(String),
    /// It is paired: the secret by which the device is known from now on.
    Paired(String),
}

impl Pairings {
    /// A device begins to wait; its code.
    pub(super) fn begin(
        &mut self,
        secret_sha256: String,
        origin: &str,
        chance: [u8; 32],
        now: At,
    ) -> Option<String> {
        self.0.retain(|_, pairing| now < pairing.until);
        let of_one = self
            .0
            .values()
            .filter(|pairing| pairing.origin == origin)
            .count();
        if self.0.len() >= MOST || of_one >= MOST_OF_ONE {
            return None;
        }
        let code = code(chance);
        if self.0.values().any(|pairing| pairing.code == code) {
            return None;
        }
        let pairing = Pairing {
            code: code.clone(),
            until: now.plus_seconds(LIFE_S),
            origin: origin.to_owned(),
            token: None,
        };
        self.0.insert(secret_sha256, pairing);
        Some(code)
    }

    /// What became of the pairing of a device. The secret is handed out once.
    pub(super) fn ask(&mut self, secret_sha256: &str, now: At) -> Option<Waiting> {
        let pairing = self
            .0
            .get(secret_sha256)
            .filter(|pairing| now < pairing.until)?;
        if pairing.token.is_none() {
            return Some(Waiting::Code(pairing.code.clone()));
        }
        let token = self.0.remove(secret_sha256)?.token?;
        Some(Waiting::Paired(token))
    }

    /// Whether a device that is not paired yet shows a code.
    pub(super) fn shows(&self, code: &str, now: At) -> bool {
        let mut all = self.0.values();
        all.any(|pairing| pairing.code == code && pairing.token.is_none() && now < pairing.until)
    }

    /// Hands its secret to the device that shows a code.
    pub(super) fn hand(&mut self, code: &str, token: String) {
        let mut all = self.0.values_mut();
        if let Some(pairing) = all.find(|p| p.code == code && p.token.is_none()) {
            pairing.token = Some(token);
        }
    }
}

/// Six signs, each as likely as any other: bytes that would favour some are passed over.
fn code(chance: [u8; 32]) -> String {
    let fair = chance.into_iter().filter(|byte| *byte < 240);
    let signs = fair.filter_map(|byte| SIGNS.get(usize::from(byte % 24)));
    signs.take(6).map(|sign| char::from(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: At = At::from_seconds(1_000_000);

    #[test]
    fn a_code_leads_to_one_secret_once() {
        let mut pairings = Pairings::default();
        let code = pairings
            .begin("a".to_owned(), "here", [7; 32], NOW)
            .unwrap();
        assert_eq!(code.len(), 6);
        assert!(pairings.shows(&code, NOW));
        assert_eq!(pairings.ask("a", NOW), Some(Waiting::Code(code.clone())));
        pairings.hand(&code, "token".to_owned());
        assert!(!pairings.shows(&code, NOW));
        assert_eq!(
            pairings.ask("a", NOW),
            Some(Waiting::Paired("token".to_owned()))
        );
        assert_eq!(pairings.ask("a", NOW), None);
    }

    #[test]
    fn a_code_ends_after_ten_minutes() {
        let mut pairings = Pairings::default();
        let code = pairings
            .begin("a".to_owned(), "here", [7; 32], NOW)
            .unwrap();
        let later = NOW.plus_seconds(LIFE_S);
        assert!(!pairings.shows(&code, later));
        assert_eq!(pairings.ask("a", later), None);
    }

    #[test]
    fn one_address_does_not_fill_the_list() {
        let mut pairings = Pairings::default();
        let mut begin = |n: usize, origin: &str| {
            let byte = u8::try_from(n % 24).unwrap();
            let mut chance = [byte; 32];
            chance[1] = u8::try_from(n / 24).unwrap();
            pairings.begin(n.to_string(), origin, chance, NOW)
        };
        for n in 0..MOST_OF_ONE {
            assert!(begin(n, "here").is_some());
        }
        assert!(begin(11, "here").is_none());
        assert!(begin(12, "there").is_some());
    }
}
