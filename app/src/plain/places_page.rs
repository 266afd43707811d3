use leptos::prelude::*;

use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/lieux` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacesView {
    /// Code and name of each place from the top to the one whose parts are shown.
    pub way: Vec<(String, String)>,
    /// What is looked for.
    pub words: String,
    /// Places.
    pub lines: Vec<PlaceLine>,
    /// How many there are in all.
    pub count: usize,
    /// The page before.
    pub before: Option<String>,
    /// The page after.
    pub after: Option<String>,
}

/// A place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// The name of the place it is part of.
    pub above: String,
    /// How many parts it has.
    pub parts: usize,
    /// The day from which on it is closed.
    pub closed: Option<String>,
}

/// `/admin/lieux`.
pub fn places_page(around: &Around, view: &PlacesView) -> String {
    document(around, "Lieux", || {
        let last = view.way.len().saturating_sub(1);
        let way = view
            .way
            .iter()
            .enumerate()
            .map(|(nth, (code, name))| {
                let to = format!("/admin/lieux?sous={code}");
                if nth == last {
                    view! { <li><span aria-current="page">{name.clone()}</span></li> }.into_any()
                } else {
                    view! { <li><a href=to>{name.clone()}</a></li> }.into_any()
                }
            })
            .collect_view();
        let here = view.way.last().map(|(code, name)| {
            let (edit, add) = (
                format!("/admin/lieux/{code}"),
                format!("/admin/lieux/{code}/ajouter"),
            );
            view! {
                <p class="button-row">
                    <a class="button button--link button--plain" href=edit>{format!("Modifier {name}")}</a>
                    <a class="button button--link" href=add>{format!("Ajouter un lieu dans {name}")}</a>
                </p>
            }
        });
        let searched = !view.words.is_empty();
        let before = view
            .before
            .clone()
            .map(|way| view! { <li><a href=way rel="prev">"Page précédente"</a></li> });
        let after = view
            .after
            .clone()
            .map(|way| view! { <li><a href=way rel="next">"Page suivante"</a></li> });
        view! {
            <h1 class="title">"Lieux"</h1>
            <form class="form objective-filter" method="get" action="/admin/lieux" role="search">
                <div class="field">
                    <label for="mots">"Nom ou code"</label>
                    <input id="mots" name="mots" r#type="search" value=view.words.clone() autocomplete="off"/>
                </div>
                <p><button class="button button--plain">"Chercher"</button></p>
            </form>
            {(!searched).then(|| view! { <nav class="breadcrumb" aria-label="Où se trouve ce lieu"><ol>{way}</ol></nav> })}
            {(!searched).then_some(here)}
            {list(view, searched)}
            <ul class="fault-notice__ways">{before}{after}</ul>
        }
        .into_any()
    })
}

fn list(view: &PlacesView, searched: bool) -> AnyView {
    if view.lines.is_empty() {
        return if searched {
            view! {
                <p class="empty">
                    "Aucun lieu n’a ce nom ni ce code. " <a href="/admin/lieux">"Voir l’arbre des lieux"</a>
                </p>
            }
            .into_any()
        } else {
            view! { <p class="empty">"Ce lieu n’a pas de partie."</p> }.into_any()
        };
    }
    let rows = view
        .lines
        .iter()
        .map(|line| {
            let (edit, parts) = (
                format!("/admin/lieux/{}", line.code),
                format!("/admin/lieux?sous={}", line.code),
            );
            let name = line.name.clone();
            let inside = match line.parts {
                0 => "aucune".into_any(),
                count => view! { <a href=parts aria-label=format!("{count} parties de {name}")>{count}</a> }.into_any(),
            };
            let closed = line.closed.clone();
            TableRow::of([
                view! { <a href=edit>{line.name.clone()}</a> }.into_any(),
                line.kind.clone().into_any(),
                view! { <code>{line.code.clone()}</code> }.into_any(),
                line.above.clone().into_any(),
                inside,
                closed
                    .map_or_else(|| String::from("ouvert"), |day| format!("fermé dès le {day}"))
                    .into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Lieux, du haut vers le bas de l’arbre.",
        caption_seen: false,
        scrolls_as: Some("Lieux"),
        columns: &["Nom", "Type", "Code", "Fait partie de", "Parties", "État"],
        rows,
    })
}
