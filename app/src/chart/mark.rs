//! The shapes of level and trend. They are drawn, never typed: the text font
//! holds none of these glyphs.

use serde::{Deserialize, Serialize};

/// A level (how far from the objective) or a trend (which way the note moves).
/// Always shown beside its word, except on a map with its key next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// "Atteint": a disc.
    Ok,
    /// "À surveiller": a triangle.
    Watch,
    /// "En écart": a square.
    Gap,
    /// "Non noté": a dotted ring.
    None,
    /// "En progrès": an arrow up.
    Up,
    /// "Stable": a level arrow.
    Flat,
    /// "En recul": an arrow down.
    Down,
}

impl Mark {
    /// The four levels, best first.
    pub const LEVELS: [Self; 4] = [Self::Ok, Self::Watch, Self::Gap, Self::None];

    /// The shape in a 16-unit box, painted with `currentColor`.
    #[must_use]
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Ok => r#"<circle cx="8" cy="8" r="6.6" fill="currentColor"/>"#,
            Self::Watch => r#"<path d="M8 1.6 15.2 14.4H.8Z" fill="currentColor"/>"#,
            Self::Gap => r#"<path d="M2 2h12v12H2Z" fill="currentColor"/>"#,
            Self::None => {
                r#"<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.2 2.5"/>"#
            }
            Self::Up => {
                r#"<path d="M3 13 12.6 3.4M5 3h8v8" fill="none" stroke="currentColor" stroke-width="2.4"/>"#
            }
            Self::Flat => {
                r#"<path d="M1.6 8h12M8.6 2.8 13.8 8l-5.2 5.2" fill="none" stroke="currentColor" stroke-width="2.4"/>"#
            }
            Self::Down => {
                r#"<path d="M3 3l9.6 9.6M5 13h8V5" fill="none" stroke="currentColor" stroke-width="2.4"/>"#
            }
        }
    }

    /// The word of the stylesheet for it: `level-…` or `trend-…`.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "level-ok",
            Self::Watch => "level-watch",
            Self::Gap => "level-gap",
            Self::None => "level-none",
            Self::Up => "trend-up",
            Self::Flat => "trend-flat",
            Self::Down => "trend-down",
        }
    }

    /// The word shown beside it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "Atteint",
            Self::Watch => "À surveiller",
            Self::Gap => "En écart",
            Self::None => "Non noté",
            Self::Up => "En progrès",
            Self::Flat => "Stable",
            Self::Down => "En recul",
        }
    }

    /// A whole `<svg>`, 16 units square, hidden from screen readers because the
    /// word stands beside it.
    #[must_use]
    pub fn svg(self) -> String {
        format!(
            r#"<svg class="mark {}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>"#,
            self.class(),
            self.shape()
        )
    }
}
