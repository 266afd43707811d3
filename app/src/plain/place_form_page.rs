use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::entry::{Described, Entry, around, fault_of};
use super::field::notice;
use super::{Around, document};

/// The form of a place, as it was filled in. The names are those of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlaceFields {
    /// Code.
    pub code: String,
    /// Name.
    #[serde(rename = "nom")]
    pub name: String,
    /// Kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// Code of the place it is part of.
    pub parent: String,
    /// Attributes, one a line.
    #[serde(rename = "attributs")]
    pub attributes: String,
    /// The day from which on it is closed.
    #[serde(rename = "ferme_le")]
    pub closed_on: String,
    /// What the form was filled in from.
    #[serde(rename = "vu")]
    pub seen: String,
}

/// What `/admin/lieux/{code}` and `…/ajouter` show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFormView {
    /// Code of the place, or of the one above a new place.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether a place is added below it.
    pub is_new: bool,
    /// Whether it is the city.
    pub is_city: bool,
    /// Whether who looks may withdraw objectives.
    pub may_set_objectives: bool,
    /// Kinds that there are.
    pub kinds: Vec<String>,
    /// The form.
    pub fields: PlaceFields,
    /// Fields that cannot be used, and why; in French.
    pub faults: Vec<(&'static str, String)>,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// `/admin/lieux/{code}` and `/admin/lieux/{code}/ajouter`.
pub fn place_form_page(around: &Around, view: &PlaceFormView) -> String {
    let title = if view.is_new {
        format!("Ajouter un lieu dans {}", view.name)
    } else {
        view.name.clone()
    };
    document(around, &title, || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        let up = format!("/admin/lieux?sous={}", view.code);
        let public = (!view.is_new).then(|| {
            let way = format!("/lieu/{}", view.code);
            view! { <p><a href=way>"Voir la page publique"</a></p> }
        });
        view! {
            <div class="form-page">
                <p><a href=up>"L’arbre des lieux"</a></p>
                <h1 class="title">{title.clone()}</h1>
                {told}
                {public}
                {form(view)}
            </div>
        }
        .into_any()
    })
}

fn form(view: &PlaceFormView) -> AnyView {
    let fields = &view.fields;
    let entry = |name, label, value: &str| Entry::of(name, label, value, &view.faults);
    let action = if view.is_new {
        format!("/admin/lieux/{}/ajouter", view.code)
    } else {
        format!("/admin/lieux/{}", view.code)
    };
    let kinds = view
        .kinds
        .iter()
        .map(|kind| view! { <option value=kind.clone()/> })
        .collect_view();
    let identity = view.is_new.then(|| {
        let mut kind = entry("type", "Type", &fields.kind)
            .hint("Comme site, meter, counter ou desk, ou un type d’un thème.")
            .required();
        kind.list = Some("types");
        view! {
            {entry("code", "Code", &fields.code).hint("Il ne change plus ensuite. Minuscules, chiffres et tirets.").required().show()}
            {kind.show()}
            <datalist id="types">{kinds}</datalist>
        }
    });
    let parent = (!view.is_new && !view.is_city).then(|| {
        entry("parent", "Fait partie de", &fields.parent)
            .hint("Le code d’un lieu. Ses relevés et son histoire le suivent.")
            .required()
            .show()
    });
    let closing = (!view.is_new && !view.is_city).then(|| {
        let withdraw = view.may_set_objectives.then(|| {
            let way = format!("/admin/objectifs?lieu={}", view.code);
            view! { <p><a href=way>"Retirer ses objectifs à la même date"</a></p> }
        });
        view! {
            {entry("ferme_le", "Fermé à partir du", &fields.closed_on).date().hint("Vide\u{202f}: ouvert. Rien n’est effacé\u{202f}: les relevés et les notes passés restent. À partir de ce jour, le lieu et ses parties ne sont plus notés et rien n’y manque.").show()}
            {withdraw}
        }
    });
    let button = if view.is_new {
        "Ajouter ce lieu"
    } else {
        "Enregistrer"
    };
    view! {
        <form class="form" method="post" action=action>
            <input type="hidden" name="vu" value=fields.seen.clone()/>
            {identity}
            {entry("nom", "Nom", &fields.name).required().show()}
            {parent}
            {attributes(fields.attributes.clone(), fault_of(&view.faults, "attributs"))}
            {closing}
            <p><button class="button">{button}</button></p>
        </form>
    }
    .into_any()
}

/// Longer than other areas: forty lines may stand in it.
fn attributes(value: String, fault: Option<String>) -> AnyView {
    let hint = "Un par ligne, comme floor_area_m2 = 1200. Les nombres s’écrivent avec un point.";
    let Described {
        described,
        invalid,
        around,
    } = around("attributs", Some(hint), fault);
    view! {
        <div class="field">
            <label for="attributs">"Attributs"</label>
            {around}
            <textarea
                id="attributs"
                name="attributs"
                rows="8"
                maxlength="8000"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=invalid
            >
                {value}
            </textarea>
        </div>
    }
    .into_any()
}
