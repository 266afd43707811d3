use leptos::prelude::*;
use model::format::note as note_text;

use super::NoteState;
use super::signs::signs;
use super::sparkline::sparkline;
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
    let rows = lines.into_iter().map(|line| row(line, link)).collect_view();
    view! { <ul class="objective-lines">{rows}</ul> }.into_any()
}

fn row(line: ObjectiveLine, link: PageLink) -> impl IntoView {
    let state = NoteState::of(&line.standing);
    view! {
        <li class="objective-line" data-state=state.as_str()>
            <div class="objective-line__what">
                <a class="objective-line__name" href=link.method(&line.indicator)>{line.name}</a>
                <span class="objective-line__fact">{line.fact}</span>
                {line.outlook.map(|said| view! { <span class="objective-line__outlook">{said}</span> })}
            </div>
            {sparkline(line.sparkline)}
            <span class="objective-line__note">
                <span class="unseen">"Note\u{202f}: "</span>
                {note_text(state.note())}
            </span>
            <span class="objective-line__signs" inner_html=signs(&line.standing)></span>
        </li>
    }
}
