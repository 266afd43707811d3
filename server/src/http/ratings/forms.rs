use model::time::At;
use rand::RngCore as _;

use super::form_token::{FormToken, FormTokens, Step};
use super::pace::Pace;
use super::rated_counter::RatedCounter;
use super::spent_forms::SpentForms;

/// Answers of one address: a tablet that everybody uses has one, a town hall's wireless
/// network too. Twelve at once, then one each twenty seconds.
const OF_ADDRESS: (i64, i64) = (12, 20_000);
/// Answers about one counter, from everywhere: sixty at once, then twenty a minute, more
/// than any counter serves.
const OF_COUNTER: (i64, i64) = (60, 3_000);

/// The forms that are out, and how often they may come back.
pub(super) struct Forms {
    tokens: FormTokens,
    pub(super) spent: SpentForms,
    by_address: Pace,
    by_counter: Pace,
}

impl Forms {
    pub(super) fn new() -> Self {
        let mut key = [0; 32];
        rand::rng().fill_bytes(&mut key);
        Self {
            tokens: FormTokens(key),
            spent: SpentForms::default(),
            by_address: Pace::new(OF_ADDRESS.0, OF_ADDRESS.1),
            by_counter: Pace::new(OF_COUNTER.0, OF_COUNTER.1),
        }
    }

    /// A form for a new visit.
    pub(super) fn open(&self, counter: &RatedCounter, now: At) -> String {
        let mut visit = [0; 16];
        rand::rng().fill_bytes(&mut visit);
        let token = FormToken {
            step: Step::Score,
            opened_at: now,
            visit: u128::from_ne_bytes(visit),
        };
        self.tokens.write(&subject(counter), token)
    }

    /// The form that follows in the same visit.
    pub(super) fn go_on(&self, counter: &RatedCounter, form: FormToken, step: Step) -> String {
        self.tokens
            .write(&subject(counter), FormToken { step, ..form })
    }

    /// A form that comes back.
    pub(super) fn read(
        &self,
        counter: &RatedCounter,
        text: &str,
        now: At,
    ) -> Result<FormToken, super::form_token::TokenFault> {
        self.tokens.read(&subject(counter), text, now)
    }

    /// Lets an answer in, or says how many seconds to wait. The address is asked first:
    /// a single one cannot use up what a counter takes.
    pub(super) fn let_in(&self, counter: &RatedCounter, address: &str, now: At) -> Result<(), i64> {
        self.by_address.take(address, now)?;
        self.by_counter.take(counter.code.as_str(), now)
    }
}

/// A form of the tablet is no form of a phone: the channel cannot be changed on the way.
fn subject(counter: &RatedCounter) -> String {
    format!("{} {}", counter.code, counter.channel().as_str())
}
