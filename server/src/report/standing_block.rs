use app::chart::Mark;
use app::components::{NoteState, change_words, level_mark};
use app::state::Clock;
use app::view::Frame;
use model::engine::Standing;
use model::format::note as note_text;
use model::score::Trend;
use model::time::At;

use super::{Block, Cell, StandingBlock};

/// A note as a page says it: level and trend apart, and why one of them is missing.
pub(super) fn standing_block(
    standing: &Standing,
    frame: &Frame,
    latest_at: Option<At>,
    headline: Vec<String>,
) -> Block {
    let state = NoteState::of(standing);
    let reason = state.reason(standing.coverage, latest_at, Clock::of(frame));
    Block::Standing(Box::new(StandingBlock {
        note: note_text(state.note()),
        scored: state.note().is_some(),
        level: level_cell(standing),
        trend: trend_cell(standing),
        remark: reason.map_or_else(String::new, |(news, why)| {
            [news, why].join(" ").trim().to_owned()
        }),
        headline,
    }))
}

/// The level; that of a note which waits for data is withdrawn.
pub(super) fn level_cell(standing: &Standing) -> Option<Cell> {
    let more = match NoteState::of(standing) {
        NoteState::Stale(_) => return None,
        NoteState::Partial(_) => " · partielle",
        NoteState::Whole(_) | NoteState::NotScored | NoteState::NotJudged => "",
    };
    Some(Cell::marked(level_mark(standing.level), more))
}

/// The trend with its change, where there is a note.
pub(super) fn trend_cell(standing: &Standing) -> Option<Cell> {
    if !matches!(
        NoteState::of(standing),
        NoteState::Whole(_) | NoteState::Partial(_)
    ) {
        return None;
    }
    let change = change_words(standing.change);
    let more = match change.is_empty() {
        true => String::new(),
        false => format!(" · {change}"),
    };
    let mark = match standing.trend {
        Trend::Up => Mark::Up,
        Trend::Flat => Mark::Flat,
        Trend::Down => Mark::Down,
        Trend::TooEarly => return Some(Cell::text(standing.trend.label())),
    };
    Some(Cell::marked(mark, &more))
}
