use leptos::prelude::*;

use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/actions` shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionsView {
    /// Actions of this page of the list.
    pub lines: Vec<ActionLine>,
    /// `en-cours`, `en-retard`, `terminees` or empty: all.
    pub state: String,
    /// Code or name of a place.
    pub place: String,
    /// The page before and the next one.
    pub before: Option<String>,
    /// Next page.
    pub after: Option<String>,
    /// « 51 à 100 sur 240, dont 3 en retard ».
    pub span: String,
    /// Whether who asks may decide one.
    pub may_set: bool,
}

/// An action in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// Where its page is.
    pub address: String,
    /// What is done.
    pub what: String,
    /// Indicator and place.
    pub subject: String,
    /// Who does it.
    pub owner: String,
    /// Due day.
    pub due: String,
    /// « en retard de 12 jours », « commencée ».
    pub status: String,
    /// Whether it should have been finished.
    pub overdue: bool,
}

/// States to choose from: value and words.
const STATES: [(&str, &str); 4] = [
    ("", "toutes"),
    ("en-cours", "en cours"),
    ("en-retard", "en retard"),
    ("terminees", "terminées"),
];

/// `/admin/actions`.
pub fn actions_page(around: &Around, view: &ActionsView) -> String {
    document(around, "Actions", || {
        let ways = view.may_set.then(|| {
            view! {
                <p class="objective-form__acts">
                    <a class="button button--link" href="/admin/actions/nouvelle">"Décider une action"</a>
                    <a href="/revue">"Revues"</a>
                </p>
            }
        });
        view! {
            <h1 class="title">"Actions"</h1>
            {ways}
            {filter(view)}
            {list(view)}
        }
        .into_any()
    })
}

fn filter(view: &ActionsView) -> AnyView {
    let states = STATES
        .iter()
        .map(|(value, words)| {
            let chosen = view.state == *value;
            view! { <option value=*value selected=chosen>{*words}</option> }
        })
        .collect_view();
    view! {
        <form class="form objective-filter" method="get" action="/admin/actions" role="search">
            <div class="field">
                <label for="etat">"État"</label>
                <select id="etat" name="etat">{states}</select>
            </div>
            <div class="field">
                <label for="lieu">"Lieu"</label>
                <input id="lieu" name="lieu" value=view.place.clone() autocomplete="off"/>
            </div>
            <p><button class="button button--plain">"Filtrer"</button></p>
        </form>
    }
    .into_any()
}

fn list(view: &ActionsView) -> AnyView {
    if view.lines.is_empty() {
        return if view.state.is_empty() && view.place.is_empty() {
            view! {
                <p class="empty">
                    "Aucune action n’est décidée. On en décide une depuis un objectif en écart, la page « Pourquoi la note a changé » d’un lieu, ou une revue."
                </p>
            }
            .into_any()
        } else {
            view! {
                <p class="empty">
                    "Aucune action ne répond à ce filtre. "
                    <a href="/admin/actions">"Voir toutes les actions"</a>
                </p>
            }
            .into_any()
        };
    }
    let way = |to: &Option<String>, rel: &'static str, words: &'static str| {
        let to = to.clone();
        to.map(|to| view! { <li><a href=to rel=rel>{words}</a></li> })
    };
    view! {
        <p class="context">{view.span.clone()}</p>
        {action_table(&view.lines, "Les actions en retard d’abord")}
        <ul class="fault-notice__ways">
            {way(&view.before, "prev", "Page précédente")}
            {way(&view.after, "next", "Page suivante")}
        </ul>
    }
    .into_any()
}

/// Actions as a table.
fn action_table(lines: &[ActionLine], caption: &'static str) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            TableRow::of([
                view! { <a href=line.address.clone()>{line.what.clone()}</a> }.into_any(),
                line.subject.clone().into_any(),
                line.owner.clone().into_any(),
                line.due.clone().into_any(),
                action_status(&line.status, line.overdue),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption,
        caption_seen: false,
        scrolls_as: Some("Liste des actions"),
        columns: &["Quoi", "Indicateur et lieu", "Qui", "Échéance", "État"],
        rows,
    })
}

/// How far an action is: a shape and a word, then a colour where it is late.
pub(super) fn action_status(words: &str, overdue: bool) -> AnyView {
    let sign = if overdue { "▲ " } else { "" };
    view! { <span class="asks" data-loosened=overdue.then_some("")>{format!("{sign}{words}")}</span> }
        .into_any()
}
