use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use model::time::At;

use super::form_token::FormToken;

/// Longer than any form is open, in milliseconds.
const KEPT_MS: i64 = 31 * 60_000;

/// The forms that counted already, while they would still be taken. The pace of answers
/// bounds how many there are.
#[derive(Default)]
pub(super) struct SpentForms(Mutex<HashMap<(u128, bool), i64>>);

impl SpentForms {
    /// Whether the form has not counted yet; from now on it has.
    pub(super) fn spend(&self, form: FormToken, is_reason: bool, now: At) -> bool {
        let now = now.millis();
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.retain(|_, forgotten_at| *forgotten_at > now);
        let forgotten_at = now.saturating_add(KEPT_MS);
        spent
            .insert((form.visit, is_reason), forgotten_at)
            .is_none()
    }

    /// Whether the form has counted.
    pub(super) fn is_spent(&self, form: FormToken, is_reason: bool) -> bool {
        let spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.contains_key(&(form.visit, is_reason))
    }

    /// Gives a form back whose answer could not be kept.
    pub(super) fn give_back(&self, form: FormToken, is_reason: bool) {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.remove(&(form.visit, is_reason));
    }
}
