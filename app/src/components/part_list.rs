use leptos::prelude::*;
use model::format::{note as note_text, percent};

use super::NoteState;
use super::signs::signs;
use super::{level_mark, table_links};
use crate::chart::ChartTable;
use crate::state::PageLink;
use crate::view::PartLine;

/// The parts of a place, worst note first.
pub fn part_list(parts: Vec<PartLine>, title: String, link: PageLink) -> AnyView {
    let links = table_links(&ChartTable {
        caption: title.clone(),
        columns: [
            "Code",
            "Lieu",
            "Ce que c’est",
            "Note",
            "Niveau",
            "Complétude",
        ]
        .map(String::from)
        .to_vec(),
        rows: parts.iter().map(cells).collect(),
    });
    let rows = parts.into_iter().map(|part| row(part, link)).collect_view();
    view! {
        <section class="section" id="lieux">
            <h2 class="section-title">{title}</h2>
            <ul class="part-list">{rows}</ul>
            <div inner_html=links></div>
        </section>
    }
    .into_any()
}

fn cells(part: &PartLine) -> Vec<String> {
    vec![
        part.code.clone(),
        part.name.clone(),
        part.facts.clone(),
        note_text(NoteState::of(&part.standing).note()),
        level_mark(part.standing.level).word().to_owned(),
        percent(part.standing.coverage.share(), 0),
    ]
}

fn row(part: PartLine, link: PageLink) -> AnyView {
    let state = NoteState::of(&part.standing);
    view! {
        <li class="part-line" data-spot="line" data-of=part.code.clone() data-state=state.as_str()>
            <a class="part-line__link" href=link.place(&part.code)>
                <span class="part-line__name">{part.name}</span>
                <span class="part-line__fact">{part.facts}</span>
            </a>
            <span class="part-line__note">
                <span class="unseen">"Note\u{202f}: "</span>
                <span class="changing" data-note>{note_text(state.note())}</span>
            </span>
            <span class="part-line__signs" data-signs inner_html=signs(&part.standing)></span>
        </li>
    }
    .into_any()
}
