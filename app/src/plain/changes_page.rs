use leptos::prelude::*;

use super::field::notice;
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/changements` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesView {
    /// Changes, latest first.
    pub lines: Vec<ChangeLine>,
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// Something that changed and held, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Number.
    pub id: i64,
    /// Since when.
    pub when: String,
    /// Code of the place.
    pub place: String,
    /// Name of the place.
    pub place_name: String,
    /// « Énergie : En écart, auparavant À surveiller ».
    pub what: String,
    /// Who took it on, and what they said; `None`: nobody.
    pub taken: Option<String>,
    /// Whether who asks may take it on.
    pub may_take: bool,
}

/// `/changements`: what changed and held, and who takes it on.
pub fn changes_page(around: &Around, view: &ChangesView) -> String {
    document(around, "Changements", || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let content = if view.lines.is_empty() {
            view! {
                <p class="empty">
                    "Rien n’a changé depuis trente jours. Un niveau compte quand il tient une heure, un silence quand il dure un jour."
                </p>
            }
            .into_any()
        } else {
            table(&view.lines)
        };
        view! {
            <h1 class="title">"Changements"</h1>
            <p>"Niveaux qui ont changé et tenu, sources devenues muettes ou revenues."</p>
            {told}
            {content}
        }
        .into_any()
    })
}

fn table(lines: &[ChangeLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            let place = format!("/lieu/{}", line.place);
            TableRow::of([
                line.when.clone().into_any(),
                view! { <a href=place>{line.place_name.clone()}</a> }.into_any(),
                line.what.clone().into_any(),
                taken(line),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Trente derniers jours, du plus récent au plus ancien.",
        caption_seen: true,
        scrolls_as: Some("Changements"),
        columns: &["Depuis", "Lieu", "Changement", "Pris en charge"],
        rows,
    })
}

fn taken(line: &ChangeLine) -> AnyView {
    if let Some(taken) = &line.taken {
        return taken.clone().into_any();
    }
    if !line.may_take {
        return "–".into_any();
    }
    let act = format!("/changements/{}/prendre", line.id);
    let label = format!("Remarque sur {}", line.place_name);
    view! {
        <form method="post" action=act>
            <input name="note" maxlength="500" aria-label=label placeholder="Remarque"/>
            <button class="button button--plain">"Prendre en charge"</button>
        </form>
    }
    .into_any()
}
