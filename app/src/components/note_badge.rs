use model::engine::Standing;
use model::format::note as note_text;
use model::time::At;

use super::NoteState;
use super::change_words::change_words;
use super::escaped::push_escaped;
use super::horizon_line::horizon_line;
use super::status_mark::status_mark;
use super::trend_mark::trend_mark;
use crate::state::Clock;

/// What a note badge shows: name, note, level, trend, in that order, never
/// merged. Plain HTML on both sides, so that the browser may write a newer one
/// into the spot of the old.
pub struct Badge<'a> {
    /// Whose note, for those who do not see where it stands; may be empty.
    pub name: &'a str,
    /// How it stands.
    pub standing: &'a Standing,
    /// Latest reading behind it.
    pub latest_at: Option<At>,
    /// To tell when that was.
    pub clock: Clock,
    /// With its horizon line.
    pub horizon: bool,
}

impl Badge<'_> {
    /// What stands inside of the badge.
    pub fn html(&self) -> String {
        let state = NoteState::of(self.standing);
        let mut html = String::from(r#"<p class="note-badge__note">"#);
        if !self.name.is_empty() {
            html.push_str(r#"<span class="unseen">"#);
            push_escaped(&mut html, self.name);
            html.push_str(", note\u{202f}: </span>");
        }
        html.push_str(&format!(
            r#"<span class="note-badge__figure changing" data-note>{}</span>"#,
            note_text(state.note())
        ));
        if state.note().is_some() {
            html.push_str(r#"<span class="note-badge__scale">/10</span>"#);
        }
        html.push_str("</p>");
        self.push_signs(state, &mut html);
        let coverage = self.standing.coverage;
        if let Some((news, why)) = state.reason(coverage, self.latest_at, self.clock) {
            html.push_str(r#"<p class="note-badge__reason">"#);
            if !news.is_empty() {
                html.push_str(&format!("<strong>{news}</strong> "));
            }
            html.push_str(&format!("{why}</p>"));
        }
        if self.horizon {
            html.push_str(&horizon_line(match state {
                NoteState::Whole(note) | NoteState::Partial(note) => Some(note),
                _ => None,
            }));
        }
        html
    }

    fn push_signs(&self, state: NoteState, html: &mut String) {
        html.push_str(r#"<dl class="note-badge__signs">"#);
        // The level of a stale note is withdrawn: it could have changed.
        if !matches!(state, NoteState::Stale(_)) {
            let partial = match state {
                NoteState::Partial(_) => r#" <span class="note-badge__partial">· partielle</span>"#,
                _ => "",
            };
            html.push_str(&format!(
                r#"<div class="note-badge__sign"><dt>Niveau</dt><dd>{}{partial}</dd></div>"#,
                status_mark(self.standing.level)
            ));
        }
        if let NoteState::Whole(_) | NoteState::Partial(_) = state {
            html.push_str(&format!(
                r#"<div class="note-badge__sign"><dt>Tendance</dt><dd>{}<span class="note-badge__change">{}</span></dd></div>"#,
                trend_mark(self.standing.trend),
                change_words(self.standing.change)
            ));
        }
        html.push_str("</dl>");
    }
}
