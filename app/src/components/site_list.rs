use leptos::prelude::*;
use model::engine::Standing;
use model::format::note as note_text;

use super::NoteState;
use super::status_mark::status_mark;
use crate::state::PageLink;

/// Every site on a theme, worst note first: one tap away.
pub fn site_list(
    sites: Vec<(String, String, String, Standing)>,
    theme: &str,
    link: PageLink,
    open: bool,
) -> AnyView {
    let count = sites.len();
    let rows = sites
        .into_iter()
        .map(|site| row(site, theme, link))
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
    (code, name, used, standing): (String, String, String, Standing),
    theme: &str,
    link: PageLink,
) -> AnyView {
    view! {
        <tr data-spot="line" data-of=code.clone() data-on=theme.to_owned()>
            <th scope="row"><a href=link.place(&code)>{name}</a></th>
            <td class="site-list__use">{used}</td>
            <td data-note>{note_text(NoteState::of(&standing).note())}</td>
            <td class="site-list__level" data-level inner_html=status_mark(standing.level)></td>
        </tr>
    }
    .into_any()
}
