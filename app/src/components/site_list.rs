use leptos::prelude::*;
use model::engine::Standing;
use model::format::note as note_text;

use super::NoteState;
use super::status_mark::status_mark;
use crate::state::{LiveState, PageLink};
use crate::view::Frame;

/// Every site on a theme, worst note first: one tap away.
pub fn site_list(
    sites: Vec<(String, String, String, Standing)>,
    theme: &str,
    frame: &Frame,
    open: bool,
) -> AnyView {
    let count = sites.len();
    let rows = sites
        .into_iter()
        .map(|site| row(site, theme, frame))
        .collect_view();
    view! {
        <details class="figures site-list" open=open>
            <summary>{format!("Voir les {count} lieux, du plus loin au plus près de son objectif")}</summary>
            <table class="data-table">
                <caption class="unseen">"Lieux et notes"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Lieu"</th>
                        <th scope="col" class="site-list__use">"Usage"</th>
                        <th scope="col">"Note"</th>
                        <th scope="col">"Niveau"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn row(
    (code, name, used, made): (String, String, String, Standing),
    theme: &str,
    frame: &Frame,
) -> AnyView {
    let standing = LiveState::from_context().on_theme(&frame.live, &code, theme, made);
    view! {
        <tr>
            <th scope="row"><a href=PageLink::of(frame).place(&code)>{name}</a></th>
            <td class="site-list__use">{used}</td>
            <td>{move || note_text(NoteState::of(&standing.read()).note())}</td>
            <td class="site-list__level">{move || status_mark(standing.read().level)}</td>
        </tr>
    }
    .into_any()
}
