use serde::{Deserialize, Serialize};

use super::{Rate, WaitHistogram, service_level};

/// Waits of those who were served and of those who gave up; mergeable.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Waits {
    /// Until the first call, of tickets that were served.
    pub served: WaitHistogram,
    /// Until they left, or until the call they missed, of those never served.
    pub left: WaitHistogram,
}

impl Waits {
    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.served.merge(&other.served);
        self.left.merge(&other.left);
    }

    /// All waits: giving up does not shorten a queue's figures.
    pub fn all(&self) -> WaitHistogram {
        let mut all = self.served.clone();
        all.merge(&self.left);
        all
    }

    /// Served within so many minutes, by [`service_level`].
    pub fn service_level(&self, within: u16, unseen: u64) -> Rate {
        service_level(within, &self.served, &self.left, unseen)
    }
}
