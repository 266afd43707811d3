use leptos::prelude::*;
use model::engine::Standing;
use model::format::{note as note_text, percent};

use super::NoteState;
use super::status_mark::{level_mark, status_mark};
use super::table_links;
use crate::chart::ChartTable;
use crate::state::PageLink;

/// Every site on a theme, worst note first: one tap away.
pub fn site_list(
    sites: Vec<(String, String, String, Standing)>,
    theme: &str,
    link: PageLink,
    open: bool,
) -> AnyView {
    let count = sites.len();
    let links = table_links(&ChartTable {
        caption: String::from("Lieux et notes"),
        columns: ["Code", "Lieu", "Usage", "Note", "Niveau", "Complétude"]
            .map(String::from)
            .to_vec(),
        rows: sites.iter().map(cells).collect(),
    });
    let rows = sites
        .into_iter()
        .map(|site| row(site, theme, link))
        .collect_view();
    let summary = match count {
        1 => "Voir le lieu".to_owned(),
        _ => format!("Voir les {count} lieux, du plus loin au plus près de son objectif"),
    };
    view! {
        <details class="figures site-list" open=open>
            <summary>{summary}</summary>
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
            <div inner_html=links></div>
        </details>
    }
    .into_any()
}

fn cells((code, name, used, standing): &(String, String, String, Standing)) -> Vec<String> {
    vec![
        code.clone(),
        name.clone(),
        used.clone(),
        note_text(NoteState::of(standing).note()),
        level_mark(standing.level).word().to_owned(),
        percent(standing.coverage.share(), 0),
    ]
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
