use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::field::notice;
use super::{Around, document};

/// The form of an annotation, as it was filled in. The names are those of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnnotationFields {
    /// Code of the place.
    #[serde(rename = "lieu")]
    pub place: String,
    /// The day.
    #[serde(rename = "le")]
    pub on: String,
    /// What happened.
    #[serde(rename = "quoi")]
    pub what: String,
}

/// What `/admin/annotations` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotationsView {
    /// The place whose curves are annotated: code and name; `None`: none was chosen.
    pub place: Option<(String, String)>,
    /// Places to choose from: code and name.
    pub places: Vec<(String, String)>,
    /// What stands on the curves, latest first: day as 2026-11-24, day in words, what.
    pub lines: Vec<(String, String, String)>,
    /// The form.
    pub fields: AnnotationFields,
    /// Fields that cannot be used, and why; in French.
    pub faults: Vec<(&'static str, String)>,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// `/admin/annotations`: dated words on the curves of a place.
pub fn annotations_page(around: &Around, view: &AnnotationsView) -> String {
    document(around, "Annotations", || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        let of_place = view.place.as_ref().map(|place| of_place(view, place));
        let options = view
            .places
            .iter()
            .map(|(code, name)| view! { <option value=code.clone()>{name.clone()}</option> })
            .collect_view();
        let chosen = view.place.as_ref().map(|(code, _)| code.clone());
        view! {
            <div class="form-page">
                <h1 class="title">"Annotations"</h1>
                <p>
                    "Un mot daté sur les courbes d’un lieu\u{202f}: des travaux, une fermeture, un réglage. Tout le monde le lit."
                </p>
                {told}
                <form class="choice" method="get" action="/admin/annotations">
                    <div class="field">
                        <label for="choix-lieu">"Lieu"</label>
                        <input id="choix-lieu" name="lieu" list="lieux" value=chosen autocomplete="off" required/>
                        <datalist id="lieux">{options}</datalist>
                    </div>
                    <button class="button button--plain">"Voir"</button>
                </form>
                {of_place}
            </div>
        }
        .into_any()
    })
}

fn of_place(view: &AnnotationsView, (code, name): &(String, String)) -> AnyView {
    let entry = |name, label, value: &str| Entry::of(name, label, value, &view.faults);
    let fields = &view.fields;
    let lines = view
        .lines
        .iter()
        .map(|line| withdrawable(code, line))
        .collect_view();
    let empty = view.lines.is_empty().then(
        || view! { <p class="empty">"Rien n’est encore noté sur les courbes de ce lieu."</p> },
    );
    view! {
        <section class="section">
            <h2 class="section-title">{name.clone()}</h2>
            <p><a href=format!("/lieu/{code}")>"Voir sa page"</a></p>
            <form class="form" method="post" action="/admin/annotations">
                <input type="hidden" name="lieu" value=code.clone()/>
                {entry("le", "Le", &fields.on).date().required().show()}
                {entry("quoi", "Quoi", &fields.what).hint("En quelques mots, sans nom de personne\u{202f}: Chaudière remplacée").required().show()}
                <p><button class="button">"Annoter"</button></p>
            </form>
        </section>
        <section class="section">
            <h2 class="section-title">"Sur ses courbes"</h2>
            {empty}
            <ul class="rules">{lines}</ul>
        </section>
    }
    .into_any()
}

fn withdrawable(code: &str, (on, when, what): &(String, String, String)) -> AnyView {
    let whose = format!("\u{202f}: {what}, {when}");
    view! {
        <li class="annotation-line">
            <span>{format!("{when}\u{202f}: {what}")}</span>
            <form method="post" action="/admin/annotations/retirer">
                <input type="hidden" name="lieu" value=code.to_owned()/>
                <input type="hidden" name="le" value=on.clone()/>
                <input type="hidden" name="quoi" value=what.clone()/>
                <button class="button button--plain">"Retirer"<span class="unseen">{whose}</span></button>
            </form>
        </li>
    }
    .into_any()
}
