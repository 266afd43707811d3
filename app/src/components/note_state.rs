use model::engine::Standing;
use model::format::percent;
use model::score::{Coverage, Note};
use model::time::At;

use crate::state::Clock;

/// What can be said of a note: none of these but a whole one is green or red.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteState {
    /// Enough data.
    Whole(Note),
    /// Enough data for a note, too little to leave it at that.
    Partial(Note),
    /// Too little data now; the note when last known.
    Stale(Note),
    /// Too little data, and never enough.
    NotScored,
    /// No objective here nor below.
    NotJudged,
}

impl NoteState {
    /// The state of a standing.
    pub fn of(standing: &Standing) -> Self {
        match (standing.note, standing.last) {
            _ if !standing.judged => Self::NotJudged,
            (Some(note), _) if standing.is_partial() => Self::Partial(note),
            (Some(note), _) => Self::Whole(note),
            (None, Some(last)) => Self::Stale(last),
            (None, None) => Self::NotScored,
        }
    }

    /// The note to show, current or last known.
    pub const fn note(self) -> Option<Note> {
        match self {
            Self::Whole(note) | Self::Partial(note) | Self::Stale(note) => Some(note),
            Self::NotScored | Self::NotJudged => None,
        }
    }

    /// The name used in CSS.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole(_) => "whole",
            Self::Partial(_) => "partial",
            Self::Stale(_) => "stale",
            Self::NotScored | Self::NotJudged => "not-scored",
        }
    }

    /// What has to be said under the note, first the news, then the reason.
    pub fn reason(
        self,
        coverage: Coverage,
        latest_at: Option<At>,
        clock: Clock,
    ) -> Option<(String, String)> {
        let complete = percent(coverage.share(), 0);
        let needed = percent(Coverage::SCORED_FROM.share(), 0);
        // Rounded up, what is missing would look as if it were there.
        let below = percent((coverage.share() * 100.0).floor() / 100.0, 0);
        match self {
            Self::Whole(_) => None,
            Self::Partial(_) => Some((
                String::new(),
                format!("Complétude {complete}. La note ne dit pas tout."),
            )),
            Self::Stale(_) => Some((
                latest_at.map_or_else(
                    || String::from("Données anciennes"),
                    |at| format!("Données {}", clock.of_when(at)),
                ),
                format!("Complétude {below}, il en faut {needed}. La note attend."),
            )),
            Self::NotScored => Some((
                String::new(),
                format!(
                    "Complétude {complete}, il en faut {needed}. Le silence n’est ni bon ni mauvais."
                ),
            )),
            Self::NotJudged => Some((
                String::new(),
                String::from(
                    "Aucun objectif n’est encore fixé ici. La mesure est suivie, elle n’est pas notée.",
                ),
            )),
        }
    }
}
