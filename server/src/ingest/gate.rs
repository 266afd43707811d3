use serde::Serialize;

use super::Parsed;
use crate::store::{Appended, Store, StoreError};

/// What became of a parsed body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Submitted {
    /// Readings that were new.
    pub added: u64,
    /// Readings that replaced another value.
    pub corrected: u64,
    /// Readings that were there already.
    pub unchanged: u64,
    /// Lines set aside with their reasons.
    pub set_aside: u64,
}

impl Submitted {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            corrected: self.corrected + other.corrected,
            unchanged: self.unchanged + other.unchanged,
            set_aside: self.set_aside + other.set_aside,
        }
    }
}

/// Stores what was parsed: the one gate of HTTP, files and the simulator.
///
/// Durable when it resolves. The readings go first: when they cannot be
/// stored, nothing is set aside either, and sending the same again is safe.
///
/// # Errors
/// What the store reports; send the same again.
pub async fn submit(store: &dyn Store, parsed: Parsed) -> Result<Submitted, StoreError> {
    let Parsed { batch, faults, .. } = parsed;
    let known_at = batch.known_at;
    let appended = if batch.series.is_empty() {
        Appended::default()
    } else {
        store.append(batch).await?
    };
    let set_aside = u64::try_from(faults.len()).unwrap_or(u64::MAX);
    if !faults.is_empty() {
        store.quarantine(faults, known_at).await?;
    }
    Ok(Submitted {
        added: appended.added,
        corrected: appended.corrected,
        unchanged: appended.unchanged,
        set_aside,
    })
}
