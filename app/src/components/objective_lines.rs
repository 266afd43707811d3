use leptos::prelude::*;
use model::format::{note as note_text, percent};

use super::NoteState;
use super::signs::signs;
use super::sparkline::sparkline;
use super::{level_mark, table_links};
use crate::chart::ChartTable;
use crate::state::PageLink;
use crate::view::ObjectiveLine;

/// One row an objective: what is measured against what is asked, and the note.
pub fn objective_lines(lines: Vec<ObjectiveLine>, link: PageLink) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p class="empty">
                "Aucun objectif n’est encore fixé. La consommation est suivie\u{202f}; elle n’est pas notée."
            </p>
        }
        .into_any();
    }
    let links = table_links(&ChartTable {
        caption: String::from("Objectifs"),
        columns: [
            "Indicateur",
            "Mesuré et demandé",
            "Note",
            "Niveau",
            "Complétude",
        ]
        .map(String::from)
        .to_vec(),
        rows: lines.iter().map(cells).collect(),
    });
    let rows = lines.into_iter().map(|line| row(line, link)).collect_view();
    view! {
        <ul class="objective-lines">{rows}</ul>
        <div inner_html=links></div>
    }
    .into_any()
}

fn cells(line: &ObjectiveLine) -> Vec<String> {
    vec![
        line.name.clone(),
        line.fact.clone(),
        note_text(NoteState::of(&line.standing).note()),
        level_mark(line.standing.level).word().to_owned(),
        percent(line.standing.coverage.share(), 0),
    ]
}

fn row(line: ObjectiveLine, link: PageLink) -> impl IntoView {
    let state = NoteState::of(&line.standing);
    view! {
        <li class="objective-line" data-state=state.as_str()>
            <div class="objective-line__what">
                <a class="objective-line__name" href=link.method(&line.indicator)>{line.name}</a>
                <span class="objective-line__fact">{line.fact}</span>
            </div>
            {sparkline(line.sparkline)}
            <span class="objective-line__note">
                <span class="unseen">"Note\u{202f}: "</span>
                {note_text(state.note())}
            </span>
            <span class="objective-line__signs" inner_html=signs(&line.standing)></span>
            {line.outlook.map(|said| view! { <span class="objective-line__outlook">{said}</span> })}
        </li>
    }
}
