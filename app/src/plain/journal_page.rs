use leptos::prelude::*;

use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/journal` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalView {
    /// Acts, latest first.
    pub lines: Vec<JournalLine>,
    /// The number before which older ones go on, where there are some.
    pub older: Option<i64>,
    /// Whether these are the latest.
    pub latest: bool,
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
        let content = if view.lines.is_empty() {
            view! { <p class="empty">"Aucun acte n’est noté ici."</p> }.into_any()
        } else {
            table(&view.lines)
        };
        let older = view.older.map(|older| {
            let way = format!("/admin/journal?avant={older}");
            view! { <li><a href=way rel="next">"Actes plus anciens"</a></li> }
        });
        let latest = (!view.latest)
            .then(|| view! { <li><a href="/admin/journal">"Derniers actes"</a></li> });
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
            {content}
            <ul class="fault-notice__ways">{older}{latest}</ul>
            {head}
        }
        .into_any()
    })
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
