use leptos::prelude::*;
use model::engine::Standing;
use model::format::note as note_text;

use super::NoteState;
use super::changing::changing;
use super::status_mark::status_mark;
use super::trend_mark::trend_mark;
use crate::state::{LiveState, PageLink};
use crate::view::{Frame, PartLine};

/// The parts of a place, worst note first.
pub fn part_list(parts: Vec<PartLine>, title: String, frame: &Frame) -> AnyView {
    let rows = parts
        .into_iter()
        .map(|part| row(part, frame))
        .collect_view();
    view! {
        <section class="section" id="lieux">
            <h2 class="section-title">{title}</h2>
            <ul class="part-list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(part: PartLine, frame: &Frame) -> AnyView {
    let live = LiveState::from_context();
    let standing = live.standing(&frame.live, &part.code, part.standing);
    let state = move || NoteState::of(&standing.read());
    let figure = Signal::derive(move || note_text(state().note()));
    view! {
        <li class="part-line" data-state=move || state().as_str()>
            <a class="part-line__link" href=PageLink::of(frame).place(&part.code)>
                <span class="part-line__name">{part.name}</span>
                <span class="part-line__fact">{part.facts}</span>
            </a>
            <span class="part-line__note">
                <span class="unseen">"Note\u{202f}: "</span>
                {changing(figure)}
            </span>
            <span class="part-line__signs">{move || signs(&standing.read())}</span>
        </li>
    }
    .into_any()
}

fn signs(standing: &Standing) -> impl IntoView + use<> {
    let state = NoteState::of(standing);
    let trend = matches!(state, NoteState::Whole(_) | NoteState::Partial(_))
        .then(|| trend_mark(standing.trend));
    (status_mark(standing.level), trend)
}
