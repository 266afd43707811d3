use serde::{Deserialize, Serialize};

use super::ReviewItem;
use crate::access::Role;
use crate::city::PlaceCode;
use crate::time::{At, Day};

/// A meeting in which deviations are gone through one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Number; 0 before it has one.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// The day it is held.
    pub day: Day,
    /// Who takes part, as it was typed.
    pub participants: String,
    /// The place at and below which its agenda looks; without one, the whole town.
    pub scope: Option<PlaceCode>,
    /// When it was started.
    pub opened_at: At,
    /// The address of an account.
    pub author: String,
    /// What they were then.
    pub role: Option<Role>,
    /// When it was closed: nothing is added any more.
    pub closed_at: Option<At>,
    /// Its agenda.
    pub items: Vec<ReviewItem>,
}

impl Review {
    /// Items on which nothing was decided yet.
    pub fn left(&self) -> usize {
        let left = self.items.iter().filter(|item| item.outcomes.is_empty());
        left.count()
    }

    /// An item by its number.
    pub fn item(&self, nr: u32) -> Option<&ReviewItem> {
        self.items.iter().find(|item| item.nr == nr)
    }
}
