use leptos::prelude::*;

use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/journal` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalView {
    /// Acts, latest first.
    pub lines: Vec<JournalLine>,
    /// Where older ones go on, if there are some.
    pub older: Option<String>,
    /// Where the latest are, unless it is here.
    pub latest: Option<String>,
    /// Whether a filter is set.
    pub is_filtered: bool,
    /// The filter, as it was filled in: who, act, day.
    pub actor: String,
    /// The act.
    pub act: String,
    /// The day.
    pub day: String,
    /// The acts that there are, with their words.
    pub acts: Vec<(String, String)>,
    /// The hash of the last row of all.
    pub head: Option<String>,
}

/// Something that somebody did, or tried to do; in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Number.
    pub id: i64,
    /// Date and time.
    pub when: String,
    /// Who.
    pub who: String,
    /// What they did.
    pub what: String,
    /// To what.
    pub object: String,
    /// From where.
    pub origin: String,
    /// Whether it was done.
    pub done: bool,
}

/// `/admin/journal`.
pub fn journal_page(around: &Around, view: &JournalView) -> String {
    document(around, "Journal des actes", || {
        let content = if view.lines.is_empty() && view.is_filtered {
            view! {
                <p class="empty">
                    "Aucun acte ne répond à ce filtre. " <a href="/admin/journal">"Voir tous les actes"</a>
                </p>
            }
            .into_any()
        } else if view.lines.is_empty() {
            view! { <p class="empty">"Aucun acte n’est noté ici."</p> }.into_any()
        } else {
            table(&view.lines)
        };
        let older = view.older.clone().map(|way| {
            view! { <li><a href=way rel="next">"Actes plus anciens"</a></li> }
        });
        let latest = view
            .latest
            .clone()
            .map(|way| view! { <li><a href=way>"Derniers actes"</a></li> });
        let head = view.head.clone().map(|head| {
            view! {
                <p class="context">
                    "Chaque ligne scelle la précédente. Empreinte de la dernière\u{202f}: "
                    <code>{head}</code>
                    ". Conservez-la ailleurs\u{202f}: belvedere audit verify la compare."
                </p>
            }
        });
        view! {
            <h1 class="title">"Journal des actes"</h1>
            <p>"Connexions, comptes et actes, réussis ou refusés. Rien ne s’y efface."</p>
            {filter(view)}
            {content}
            <ul class="fault-notice__ways">{older}{latest}</ul>
            {head}
        }
        .into_any()
    })
}

fn filter(view: &JournalView) -> AnyView {
    let acts = view
        .acts
        .iter()
        .map(|(act, words)| {
            let chosen = *act == view.act;
            view! { <option value=act.clone() selected=chosen>{words.clone()}</option> }
        })
        .collect_view();
    view! {
        <form class="form objective-filter" method="get" action="/admin/journal" role="search">
            <div class="field">
                <label for="qui">"Qui"</label>
                <input id="qui" name="qui" r#type="search" value=view.actor.clone() autocomplete="off"/>
            </div>
            <div class="field">
                <label for="acte">"Acte"</label>
                <select id="acte" name="acte"><option value="">"tous"</option>{acts}</select>
            </div>
            <div class="field">
                <label for="jour">"Jour"</label>
                <input id="jour" name="jour" r#type="date" value=view.day.clone()/>
            </div>
            <p><button class="button button--plain">"Filtrer"</button></p>
        </form>
    }
    .into_any()
}

fn table(lines: &[JournalLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            TableRow::of([
                line.id.into_any(),
                line.when.clone().into_any(),
                line.who.clone().into_any(),
                line.what.clone().into_any(),
                line.object.clone().into_any(),
                line.origin.clone().into_any(),
                if line.done { "fait" } else { "refusé" }.into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Du plus récent au plus ancien.",
        caption_seen: true,
        scrolls_as: Some("Actes"),
        columns: &["N°", "Quand", "Qui", "Acte", "Objet", "Depuis", "Résultat"],
        rows,
    })
}
