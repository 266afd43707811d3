use model::engine::Standing;

use super::NoteState;
use super::status_mark::status_mark;
use super::trend_mark::trend_mark;

/// Level and trend beside a note in a list, as HTML; the trend only of a note
/// that stands.
pub fn signs(standing: &Standing) -> String {
    let mut html = status_mark(standing.level);
    if let NoteState::Whole(_) | NoteState::Partial(_) = NoteState::of(standing) {
        html.push_str(&trend_mark(standing.trend));
    }
    html
}
