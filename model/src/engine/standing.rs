use serde::{Deserialize, Serialize};

use crate::city::{PlaceCode, ThemeCode};
use crate::score::{Coverage, Level, Note, Trend};
use crate::time::At;

/// How a place stands: what every screen shows of it, and what travels live.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceStanding {
    /// Which place.
    pub code: PlaceCode,
    /// Its note over all themes.
    #[serde(flatten)]
    pub standing: Standing,
    /// Its note on each theme that judges it, in the order of the theme packs.
    pub themes: Vec<ThemeStanding>,
    /// Instant of the latest reading at or below the place.
    pub latest_at: Option<At>,
}

impl PlaceStanding {
    /// How it stands on one theme, or over all of them.
    pub fn on(&self, theme: Option<&str>) -> Option<Standing> {
        let Some(code) = theme else {
            return Some(self.standing);
        };
        let found = self.themes.iter().find(|t| t.theme.as_str() == code);
        found.map(|t| t.standing)
    }
}

/// How a place stands on one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThemeStanding {
    /// Which theme.
    pub theme: ThemeCode,
    /// The note.
    #[serde(flatten)]
    pub standing: Standing,
}

/// A note with everything that must stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The note; `None`: not scored.
    pub note: Option<Note>,
    /// The last note when too little data is there to give one.
    pub last: Option<Note>,
    /// Lowest note among its parts.
    pub minimum: Option<Note>,
    /// Against the horizon.
    pub level: Level,
    /// Over thirty days.
    pub trend: Trend,
    /// Change over thirty days, in ten-thousandths.
    pub change: Option<i32>,
    /// Share of the data behind it.
    pub coverage: Coverage,
    /// Whether an objective is set here or below.
    pub judged: bool,
}

impl Standing {
    /// Too little data for a whole note, enough for one called partial.
    pub fn is_partial(&self) -> bool {
        self.note.is_some() && self.coverage.is_partial()
    }
}
