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

    /// How far a note has to pass a limit to change the level of the day (domain §3.2: 2 of
    /// 100), so that a note beside a limit does not flicker from one reading to the next.
    pub const HOLD: i32 = 2_000;

    /// The level of a note during a day that began on this level: the limits around it
    /// move away from it by [`Level::HOLD`].
    ///
    /// ```
    /// use model::score::{Level, Note};
    /// let note = |tenths: i32| Some(Note::from_ten_thousandths(tenths * 1_000));
    /// assert_eq!(Level::Ok.held(note(94)), Level::Ok);
    /// assert_eq!(Level::Ok.held(note(92)), Level::Watch);
    /// assert_eq!(Level::Watch.held(note(96)), Level::Watch);
    /// assert_eq!(Level::Watch.held(note(97)), Level::Ok);
    /// assert_eq!(Level::Gap.held(note(81)), Level::Gap);
    /// // What had no level yet has that of its note; what has no note has no level.
    /// assert_eq!(Level::None.held(note(94)), Level::Watch);
    /// assert_eq!(Level::Ok.held(None), Level::None);
    /// ```
    pub fn held(self, note: Option<Note>) -> Self {
        let Some(note) = note.filter(|_| self != Self::None) else {
            return Self::of(note);
        };
        let from = |limit: Note, is_reached: bool| {
            let hold = if is_reached { -Self::HOLD } else { Self::HOLD };
            note.ten_thousandths() >= limit.ten_thousandths() + hold
        };
        if from(Self::OK_FROM, self == Self::Ok) {
            Self::Ok
        } else if from(Self::WATCH_FROM, self != Self::Gap) {
            Self::Watch
        } else {
            Self::Gap
        }
    }

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
