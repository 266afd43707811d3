use hmac::{Hmac, Mac as _};
use model::time::At;
use sha2::Sha256;

/// How long a form may stay open, in milliseconds.
const OPEN_MS: i64 = 30 * 60_000;
/// Bytes of a token that are read.
const LONGEST: usize = 200;

/// What a form is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Step {
    /// Choosing a face.
    Score,
    /// Saying why, after a satisfied answer or another.
    Reason {
        /// Whether it was.
        satisfied: bool,
    },
}

impl Step {
    const ALL: [Self; 3] = [
        Self::Score,
        Self::Reason { satisfied: false },
        Self::Reason { satisfied: true },
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Score => "note",
            Self::Reason { satisfied: false } => "manque",
            Self::Reason { satisfied: true } => "plaisir",
        }
    }
}

/// A form that was handed out: it counts once, and not for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FormToken {
    /// What it is good for.
    pub(super) step: Step,
    /// When the first form of the visit was handed out.
    pub(super) opened_at: At,
    /// Tells visits apart; says nothing of who it is.
    pub(super) visit: u128,
}

/// Why a token is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenFault {
    /// We did not write it, or not for this form.
    Foreign,
    /// It was open for too long.
    Expired,
}

/// Writes and reads tokens with a key that lives and dies with the process: nothing is
/// kept of a form that is handed out.
pub(super) struct FormTokens(pub(super) [u8; 32]);

impl FormTokens {
    /// The token as text, for the forms of `subject` alone.
    pub(super) fn write(&self, subject: &str, token: FormToken) -> String {
        let said = said(token);
        let seal = self.seal(subject, &said).finalize().into_bytes();
        let seal: String = seal.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{said}.{seal}")
    }

    /// The token that a form of `subject` sends for one of these steps.
    ///
    /// # Errors
    /// [`TokenFault`].
    pub(super) fn read(&self, subject: &str, text: &str, now: At) -> Result<FormToken, TokenFault> {
        let foreign = TokenFault::Foreign;
        if text.len() > LONGEST {
            return Err(foreign);
        }
        let (said, seal) = text.rsplit_once('.').ok_or(foreign)?;
        let seal = bytes(seal).ok_or(foreign)?;
        // Compares in constant time.
        let sealed = self.seal(subject, said).verify_slice(&seal);
        sealed.map_err(|_| foreign)?;
        let token = heard(said).ok_or(foreign)?;
        let age = now.millis().saturating_sub(token.opened_at.millis());
        if (0..=OPEN_MS).contains(&age) {
            Ok(token)
        } else {
            Err(TokenFault::Expired)
        }
    }

    fn seal(&self, subject: &str, said: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut seal = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key");
        for part in [subject, "\n", said] {
            seal.update(part.as_bytes());
        }
        seal
    }
}

fn said(token: FormToken) -> String {
    let (step, opened, visit) = (token.step.as_str(), token.opened_at.millis(), token.visit);
    format!("{step}.{opened}.{visit:032x}")
}

fn heard(said: &str) -> Option<FormToken> {
    let mut parts = said.split('.');
    let step = parts.next()?;
    Some(FormToken {
        step: Step::ALL.into_iter().find(|known| known.as_str() == step)?,
        opened_at: At::from_millis(parts.next()?.parse().ok()?),
        visit: u128::from_str_radix(parts.next()?, 16).ok()?,
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: At = At::from_millis(1_775_642_400_000);

    fn token(step: Step) -> FormToken {
        FormToken {
            step,
            opened_at: NOW,
            visit: 7,
        }
    }

    #[test]
    fn a_token_says_what_it_was_written_for() {
        let tokens = FormTokens([1; 32]);
        for step in Step::ALL {
            let text = tokens.write("accueil", token(step));
            let read = tokens.read("accueil", &text, NOW.plus_seconds(1800));
            assert_eq!(read, Ok(token(step)));
        }
    }

    #[test]
    fn an_old_token_is_told_from_a_foreign_one() {
        let tokens = FormTokens([1; 32]);
        let text = tokens.write("accueil", token(Step::Score));
        let late = tokens.read("accueil", &text, NOW.plus_seconds(1801));
        assert_eq!(late, Err(TokenFault::Expired));
        let early = tokens.read("accueil", &text, NOW.plus_seconds(-1));
        assert_eq!(early, Err(TokenFault::Expired));
        let other_key = FormTokens([2; 32]).read("accueil", &text, NOW);
        assert_eq!(other_key, Err(TokenFault::Foreign));
        let other_place = tokens.read("etat-civil", &text, NOW);
        assert_eq!(other_place, Err(TokenFault::Foreign));
    }

    #[test]
    fn whatever_is_changed_makes_it_foreign() {
        let tokens = FormTokens([1; 32]);
        let text = tokens.write("accueil", token(Step::Score));
        for place in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[place] = if changed[place] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).unwrap();
            let read = tokens.read("accueil", &changed, NOW);
            assert_eq!(read, Err(TokenFault::Foreign), "{changed}");
        }
        for text in ["", ".", "note", "note.1.2.", "é.é", &"0".repeat(10_000)] {
            assert_eq!(tokens.read("accueil", text, NOW), Err(TokenFault::Foreign));
        }
    }
}
