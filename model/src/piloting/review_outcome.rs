use serde::{Deserialize, Serialize};

use crate::time::Day;

/// What a review decided on an item of its agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The action of that number.
    Acted(i64),
    /// Nothing is to be decided, for that reason.
    Nothing(String),
    /// It is looked at again on that day.
    Postponed {
        /// When.
        day: Day,
        /// What for.
        words: String,
    },
    /// Something that was said.
    Noted(String),
}

impl Outcome {
    /// Its word, in tables and traces.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Acted(_) => "acted",
            Self::Nothing(_) => "nothing",
            Self::Postponed { .. } => "postponed",
            Self::Noted(_) => "noted",
        }
    }

    /// The number of the action, where it is one.
    pub const fn action(&self) -> Option<i64> {
        match self {
            Self::Acted(action) => Some(*action),
            _ => None,
        }
    }

    /// The day it names.
    pub const fn day(&self) -> Option<Day> {
        match self {
            Self::Postponed { day, .. } => Some(*day),
            _ => None,
        }
    }

    /// What was said; empty: nothing.
    pub fn words(&self) -> &str {
        match self {
            Self::Acted(_) => "",
            Self::Nothing(words) | Self::Noted(words) | Self::Postponed { words, .. } => words,
        }
    }

    /// Puts it together of its parts; `None` when one is missing.
    pub fn of(kind: &str, action: Option<i64>, day: Option<Day>, words: String) -> Option<Self> {
        match kind {
            "acted" => action.map(Self::Acted),
            "nothing" => Some(Self::Nothing(words)),
            "postponed" => day.map(|day| Self::Postponed { day, words }),
            "noted" => Some(Self::Noted(words)),
            _ => None,
        }
    }
}
