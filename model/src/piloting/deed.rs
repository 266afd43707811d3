use serde::{Deserialize, Serialize};

use crate::time::Day;

/// Something that happened to an action after it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// Work began on that day.
    Started(Day),
    /// It was finished on that day.
    Done(Day),
    /// It is given up, for that reason.
    Abandoned(String),
    /// Somebody said something about it.
    Commented(String),
    /// It is due on another day.
    Postponed {
        /// The new day.
        due: Day,
        /// Why.
        reason: String,
    },
}

impl Deed {
    /// Its word, in tables and traces.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Started(_) => "started",
            Self::Done(_) => "done",
            Self::Abandoned(_) => "abandoned",
            Self::Commented(_) => "commented",
            Self::Postponed { .. } => "postponed",
        }
    }

    /// The day it names.
    pub const fn day(&self) -> Option<Day> {
        match self {
            Self::Started(day) | Self::Done(day) | Self::Postponed { due: day, .. } => Some(*day),
            Self::Abandoned(_) | Self::Commented(_) => None,
        }
    }

    /// What was said.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Abandoned(words) | Self::Commented(words) => Some(words),
            Self::Postponed { reason, .. } => Some(reason),
            Self::Started(_) | Self::Done(_) => None,
        }
    }

    /// Puts it together of its word, day and words; `None` when one is missing.
    ///
    /// ```
    /// use model::piloting::Deed;
    /// use model::time::Day;
    /// let deed = Deed::Started(Day::from_ymd(2026, 11, 2).unwrap());
    /// assert_eq!(Deed::of(deed.kind(), deed.day(), None), Some(deed));
    /// assert_eq!(Deed::of("started", None, None), None);
    /// ```
    pub fn of(kind: &str, day: Option<Day>, words: Option<String>) -> Option<Self> {
        match kind {
            "started" => day.map(Self::Started),
            "done" => day.map(Self::Done),
            "abandoned" => words.map(Self::Abandoned),
            "commented" => words.map(Self::Commented),
            "postponed" => Some(Self::Postponed {
                due: day?,
                reason: words?,
            }),
            _ => None,
        }
    }
}
