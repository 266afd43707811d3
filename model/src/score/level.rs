use serde::{Deserialize, Serialize};

use super::Note;

/// How a note stands against the horizon: shown by shape and word before colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// ● 9.5 and above.
    Ok,
    /// ▲ from 8 to 9.5.
    Watch,
    /// ■ below 8.
    Gap,
    /// ◌ not scored.
    None,
}

impl Level {
    /// From this note on an objective is watched (domain §3.2: 80 of 100).
    pub const WATCH_FROM: Note = Note::from_ten_thousandths(80_000);
    /// From this note on it is reached (domain §3.2: 95 of 100).
    pub const OK_FROM: Note = Note::from_ten_thousandths(95_000);

    /// The level of a note.
    pub fn of(note: Option<Note>) -> Self {
        match note {
            None => Self::None,
            Some(note) if note >= Self::OK_FROM => Self::Ok,
            Some(note) if note >= Self::WATCH_FROM => Self::Watch,
            Some(_) => Self::Gap,
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ok => "Atteint",
            Self::Watch => "À surveiller",
            Self::Gap => "En écart",
            Self::None => "Non noté",
        }
    }

    /// The name used in CSS and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Watch => "watch",
            Self::Gap => "gap",
            Self::None => "none",
        }
    }
}
