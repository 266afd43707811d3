use leptos::prelude::*;
use model::engine::Standing;
use model::format::note as note_text;
use model::time::At;

use super::NoteState;
use super::change_words::change_words;
use super::changing::changing;
use super::horizon_line::horizon_line;
use super::status_mark::status_mark;
use super::trend_mark::trend_mark;
use crate::state::Clock;

/// What a note badge shows.
pub struct Badge {
    /// Whose note, for those who do not see where it stands; may be empty.
    pub name: String,
    /// How it stands.
    pub standing: Signal<Standing>,
    /// Latest reading behind it.
    pub latest_at: Signal<Option<At>>,
    /// To tell when that was.
    pub clock: Clock,
    /// `city`, `page` or `list`: how large.
    pub size: &'static str,
    /// With its horizon line.
    pub horizon: bool,
}

/// Name, note, level, trend: in that order, never merged.
pub fn note_badge(badge: Badge) -> AnyView {
    let Badge {
        name,
        standing,
        latest_at,
        clock,
        size,
        horizon,
    } = badge;
    let state = move || NoteState::of(&standing.read());
    let figure = Signal::derive(move || note_text(state().note()));
    let line = horizon.then_some(move || {
        let shown = match state() {
            NoteState::Whole(note) | NoteState::Partial(note) => Some(note),
            _ => None,
        };
        horizon_line(shown)
    });
    let named = (!name.is_empty()).then(|| format!("{name}, note\u{202f}: "));
    view! {
        <div class=format!("note-badge note-badge--{size}") data-state=move || state().as_str()>
            <p class="note-badge__note">
                <span class="unseen">{named}</span>
                <span class="note-badge__figure" data-note>{changing(figure)}</span>
                {move || state().note().map(|_| view! { <span class="note-badge__scale">"/10"</span> })}
            </p>
            {move || signs(&standing.read())}
            {move || {
                let coverage = standing.read().coverage;
                state().reason(coverage, latest_at.get(), clock).map(reason)
            }}
            {line}
        </div>
    }
    .into_any()
}

fn signs(standing: &Standing) -> AnyView {
    let state = NoteState::of(standing);
    let partial = matches!(state, NoteState::Partial(_))
        .then(|| view! { <span class="note-badge__partial">" · partielle"</span> });
    // The level of a stale note is withdrawn: it could have changed.
    let level = (!matches!(state, NoteState::Stale(_))).then(|| {
        view! {
            <div class="note-badge__sign">
                <dt>"Niveau"</dt>
                <dd>{status_mark(standing.level)} {partial}</dd>
            </div>
        }
    });
    let current = matches!(state, NoteState::Whole(_) | NoteState::Partial(_));
    let change = change_words(standing.change);
    let trend = current.then(|| {
        view! {
            <div class="note-badge__sign">
                <dt>"Tendance"</dt>
                <dd>
                    {trend_mark(standing.trend)}
                    <span class="note-badge__change">{change}</span>
                </dd>
            </div>
        }
    });
    view! { <dl class="note-badge__signs">{level} {trend}</dl> }.into_any()
}

fn reason((news, why): (String, String)) -> impl IntoView {
    let news = (!news.is_empty()).then(|| view! { <strong>{news}</strong> " " });
    view! { <p class="note-badge__reason">{news} {why}</p> }
}
