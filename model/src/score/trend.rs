use serde::{Deserialize, Serialize};

use super::Note;

/// Where a note goes over thirty days; it speaks of the note, never of the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trend {
    /// ↗ the note rose by a tenth or more.
    Up,
    /// → it moved by less than a tenth.
    Flat,
    /// ↘ it fell by a tenth or more.
    Down,
    /// Not enough history.
    TooEarly,
}

impl Trend {
    /// The span over which a trend is read, in days.
    pub const SPAN_DAYS: i32 = 30;
    /// A tenth: the smallest step that the screen shows.
    const STEP: i32 = 1_000;

    /// The trend from the note a span ago to the note now.
    pub fn between(before: Option<Note>, now: Option<Note>) -> Self {
        match before.zip(now).map(|(b, n)| n.minus(b)) {
            None => Self::TooEarly,
            Some(d) if d >= Self::STEP => Self::Up,
            Some(d) if d <= -Self::STEP => Self::Down,
            Some(_) => Self::Flat,
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Up => "En progrès",
            Self::Flat => "Stable",
            Self::Down => "En recul",
            Self::TooEarly => "Trop tôt",
        }
    }

    /// The name used in CSS and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Flat => "flat",
            Self::Down => "down",
            Self::TooEarly => "too-early",
        }
    }
}
