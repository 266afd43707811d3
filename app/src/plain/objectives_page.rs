use leptos::prelude::*;

use super::field::notice;
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/objectifs` shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectivesView {
    /// Objectives of this page of the list.
    pub lines: Vec<ObjectiveLine>,
    /// How many there are in all that fit the filter.
    pub count: usize,
    /// Themes to choose from: code and name.
    pub themes: Vec<(String, String)>,
    /// The filter, as it was filled in: theme, place, words, and state.
    pub theme: String,
    /// Code or name of a place.
    pub place: String,
    /// Words of the indicator, the place, the owner or the decision.
    pub words: String,
    /// `retires` for those that were withdrawn.
    pub state: String,
    /// The page before and the next one.
    pub before: Option<String>,
    /// Next page.
    pub after: Option<String>,
    /// « 51 à 100 sur 240 ».
    pub span: String,
    /// Whether who asks may set one.
    pub may_set: bool,
    /// What happened before.
    pub notice: Option<String>,
}

/// An objective in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveLine {
    /// Where its page is.
    pub address: String,
    /// Indicator.
    pub indicator: String,
    /// Place.
    pub place: String,
    /// « 127,2 kWh/m² ».
    pub target: String,
    /// « 2030 », with the day where it is not the end of a year.
    pub deadline: String,
    /// Note today.
    pub note: String,
    /// Who answers for it.
    pub owner: String,
    /// Version, and whether it was loosened.
    pub version: String,
}

/// `/admin/objectifs`.
pub fn objectives_page(around: &Around, view: &ObjectivesView) -> String {
    document(around, "Objectifs", || {
        let told = view.notice.clone().map(|words| notice(words, false));
        let set = view.may_set.then(|| {
            view! { <p><a class="button button--link" href="/admin/objectifs/nouveau">"Fixer un objectif"</a></p> }
        });
        view! {
            <h1 class="title">"Objectifs"</h1>
            {told}
            {set}
            {filter(view)}
            {list(view)}
        }
        .into_any()
    })
}

fn filter(view: &ObjectivesView) -> AnyView {
    let themes = view
        .themes
        .iter()
        .map(|(code, name)| {
            let chosen = *code == view.theme;
            view! { <option value=code.clone() selected=chosen>{name.clone()}</option> }
        })
        .collect_view();
    let withdrawn = view.state == "retires";
    view! {
        <form class="form objective-filter" method="get" action="/admin/objectifs" role="search">
            <div class="field">
                <label for="theme">"Thème"</label>
                <select id="theme" name="theme"><option value="">"tous"</option>{themes}</select>
            </div>
            <div class="field">
                <label for="lieu">"Lieu"</label>
                <input id="lieu" name="lieu" value=view.place.clone() autocomplete="off"/>
            </div>
            <div class="field">
                <label for="mots">"Mots"</label>
                <input id="mots" name="mots" r#type="search" value=view.words.clone() autocomplete="off"/>
            </div>
            <div class="field">
                <label for="etat">"État"</label>
                <select id="etat" name="etat">
                    <option value="">"en vigueur"</option>
                    <option value="retires" selected=withdrawn>"retirés"</option>
                </select>
            </div>
            <p><button class="button button--plain">"Filtrer"</button></p>
        </form>
    }
    .into_any()
}

fn list(view: &ObjectivesView) -> AnyView {
    if view.lines.is_empty() {
        let filtered = [&view.theme, &view.place, &view.words, &view.state]
            .iter()
            .any(|text| !text.is_empty());
        return if filtered {
            view! {
                <p class="empty">
                    "Aucun objectif ne répond à ce filtre. "
                    <a href="/admin/objectifs">"Voir tous les objectifs"</a>
                </p>
            }
            .into_any()
        } else {
            view! {
                <p class="empty">
                    "Aucun objectif n’est fixé. Fixez le premier ici, ou importez ceux d’une délibération\u{202f}: "
                    <code>"belvedere import objectives FICHIER"</code>
                </p>
            }
            .into_any()
        };
    }
    let rows = view
        .lines
        .iter()
        .map(|line| {
            TableRow::of([
                view! { <a href=line.address.clone()>{line.indicator.clone()}</a> }.into_any(),
                line.place.clone().into_any(),
                line.target.clone().into_any(),
                line.deadline.clone().into_any(),
                line.note.clone().into_any(),
                line.owner.clone().into_any(),
                line.version.clone().into_any(),
            ])
        })
        .collect();
    let table = rows_table(RowsTable {
        class: "data-table--words",
        caption: "Par lieu, de la ville à ses parties",
        caption_seen: false,
        scrolls_as: Some("Liste des objectifs"),
        columns: &[
            "Indicateur",
            "Lieu",
            "Cible",
            "Échéance",
            "Note",
            "Répond",
            "Version",
        ],
        rows,
    });
    let way = |to: &Option<String>, rel: &'static str, words: &'static str| {
        let to = to.clone();
        to.map(|to| view! { <li><a href=to rel=rel>{words}</a></li> })
    };
    view! {
        <p class="context">{view.span.clone()}</p>
        {table}
        <ul class="fault-notice__ways">
            {way(&view.before, "prev", "Page précédente")}
            {way(&view.after, "next", "Page suivante")}
        </ul>
    }
    .into_any()
}
