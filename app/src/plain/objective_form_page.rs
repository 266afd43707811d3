use leptos::prelude::*;

use super::entry::{Entry, fault_of};
use super::fault_summary::fault_summary;
use super::field::notice;
use super::indicator_field::indicator_field;
use super::objective_check::objective_check;
use super::{Around, ObjectiveCheckView, ObjectiveFields, document};

/// What `/admin/objectifs/nouveau` and `…/modifier` show.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveFormView {
    /// Where the form is sent.
    pub action: String,
    /// « Gaz, École Louise », where one objective is amended.
    pub amended: Option<String>,
    /// Where to go back to.
    pub back: String,
    /// Indicators by theme: code and name.
    pub indicators: Vec<(String, Vec<(String, String)>)>,
    /// Suggested places: code or scope, and name.
    pub places: Vec<(String, String)>,
    /// As it was filled in.
    pub fields: ObjectiveFields,
    /// What cannot be used, by field, and why; in French.
    pub faults: Vec<(&'static str, String)>,
    /// What happened, and whether it is a fault.
    pub notice: Option<(String, bool)>,
    /// What was checked, in full.
    pub check: Option<ObjectiveCheckView>,
}

impl ObjectiveFormView {
    fn fault(&self, name: &str) -> Option<String> {
        fault_of(&self.faults, name)
    }

    fn entry(&self, name: &'static str, label: &'static str, value: &str) -> Entry {
        Entry::of(name, label, value, &self.faults)
    }
}

/// `/admin/objectifs/nouveau` and `/admin/objectifs/{indicator}/{place}/modifier`.
pub fn objective_form_page(around: &Around, view: &ObjectiveFormView) -> String {
    let title = if view.amended.is_some() {
        "Modifier un objectif"
    } else {
        "Nouvel objectif"
    };
    document(around, title, || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let which = view
            .amended
            .clone()
            .map(|which| view! { <p class="objective-form__which">{which}</p> });
        let action = format!("{}#verification", view.action);
        let adopt = view.check.as_ref().map(|_| {
            view! { <button class="button" name="acte" value="adopter">"Adopter"</button> }
        });
        let (check_class, check_words) = if view.check.is_some() {
            ("button button--plain", "Vérifier à nouveau")
        } else {
            ("button", "Vérifier")
        };
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/admin/objectifs">"Objectifs"</a></li>
                    <li aria-current="page">{title}</li>
                </ol>
            </nav>
            <h1 class="title">{title}</h1>
            {which}
            {told}
            {fault_summary(&view.faults)}
            <form class="form objective-form" method="post" action=action>
                <input type="hidden" name="verifie" value=view.fields.checked.clone()/>
                {view.amended.is_none().then(|| subject(view))}
                {start(view)}
                {aim(view)}
                {owner(view)}
                {decision(view)}
                {view.check.as_ref().map(objective_check)}
                <p class="objective-form__acts">
                    // The first button is the one that Enter presses.
                    <button class=check_class name="acte" value="verifier" formnovalidate=view.check.is_some()>{check_words}</button>
                    {adopt}
                    <a href=view.back.clone()>"Abandonner"</a>
                </p>
            </form>
        }
        .into_any()
    })
}

fn group(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <fieldset class="objective-form__group">
            <legend class="section-title">{title}</legend>
            <div class="objective-form__fields">{content}</div>
        </fieldset>
    }
    .into_any()
}

fn subject(view: &ObjectiveFormView) -> AnyView {
    let indicator = indicator_field(
        &view.indicators,
        &view.fields.indicator,
        "Ceux qui sont notés. Ce qui n’est donné que pour information n’a pas d’objectif.",
        view.fault("indicateur"),
    );
    let places = view
        .places
        .iter()
        .map(|(code, name)| view! { <option value=code.clone()>{name.clone()}</option> })
        .collect_view();
    let mut place = view
        .entry("lieu", "Lieu", &view.fields.place)
        .hint("Le nom ou le code d’un lieu. Pour plusieurs à la fois, choisissez dans la liste\u{202f}: kind:site, directorate:…")
        .required();
    place.list = Some("lieux");
    group(
        "Quoi et où",
        view! {
            {indicator}
            {place.show()}
            <datalist id="lieux">{places}</datalist>
        }
        .into_any(),
    )
}

fn start(view: &ObjectiveFormView) -> AnyView {
    let baseline = view
        .entry("depart", "Valeur de départ", &view.fields.baseline)
        .hint("Vide, avec une date\u{202f}: la valeur mesurée cette année-là.")
        .number();
    let at = view
        .entry("depart_le", "Date de départ", &view.fields.baseline_at)
        .hint("Sans départ, la note compare la valeur à la cible.")
        .date();
    group(
        "D’où l’on part",
        view! { {baseline.show()} {at.show()} }.into_any(),
    )
}

const DIRECTIONS: [(&str, &str); 4] = [
    ("", "celui de l’indicateur"),
    ("down", "plus c’est bas, mieux c’est"),
    ("up", "plus c’est haut, mieux c’est"),
    ("band", "rester dans une bande"),
];

const TRAJECTORIES: [(&str, &str); 2] = [
    ("linear", "en ligne droite, du départ à l’échéance"),
    (
        "step",
        "en une fois\u{202f}: la cible entière dès le départ",
    ),
];

fn aim(view: &ObjectiveFormView) -> AnyView {
    let fields = &view.fields;
    let target = view
        .entry("cible", "Cible", &fields.target)
        .hint("Une valeur, ou un écart au départ comme −40\u{202f}%.")
        .required();
    let at = view
        .entry("echeance", "Échéance", &fields.target_at)
        .hint("Le jour où la cible doit être atteinte.")
        .date()
        .required();
    let high = view
        .entry("cible_haute", "Haut de la bande", &fields.target_high)
        .number();
    let tolerance = view
        .entry("tolerance", "Tolérance hors de la bande", &fields.tolerance)
        .hint("Distance à laquelle la note tombe à 0.")
        .number();
    let band_open = fields.direction == "band"
        || view
            .faults
            .iter()
            .any(|(field, _)| ["sens", "cible_haute", "tolerance"].contains(field));
    group(
        "Où l’on va",
        view! {
            {target.show()}
            {at.show()}
            {choice("trajectoire", "Trajectoire", &TRAJECTORIES, &fields.trajectory)}
            {view.entry("poids", "Poids parmi les objectifs du même thème", &fields.weight).number().show()}
            <details class="objective-form__wide" open=band_open>
                <summary>"Sens et bande"</summary>
                <div class="objective-form__fields">
                    {choice("sens", "Sens", &DIRECTIONS, &fields.direction)}
                    {high.show()}
                    {tolerance.show()}
                </div>
            </details>
        }
        .into_any(),
    )
}

fn owner(view: &ObjectiveFormView) -> AnyView {
    let directorate = view
        .entry(
            "direction",
            "Direction qui en répond",
            &view.fields.directorate,
        )
        .hint("Telle que la ville la nomme.");
    let function = view
        .entry("fonction", "Fonction de la personne", &view.fields.function)
        .hint("Jamais un nom\u{202f}: la page est publique.");
    group(
        "Qui en répond",
        view! { {directorate.show()} {function.show()} }.into_any(),
    )
}

fn decision(view: &ObjectiveFormView) -> AnyView {
    let must = view.check.as_ref().is_some_and(|check| check.loosens);
    let mut decision = view
        .entry(
            "decision",
            "Référence de la décision",
            &view.fields.decision,
        )
        .hint("Délibération, arrêté, note de service.");
    let mut reason = view
        .entry("raison", "Raison", &view.fields.reason)
        .hint("Publiée avec l’objectif.")
        .area();
    (decision.required, reason.required) = (must, must);
    group(
        "Pourquoi",
        view! { {decision.show()} {reason.show()} }.into_any(),
    )
}

fn choice(
    name: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
    chosen: &str,
) -> AnyView {
    let options = options
        .iter()
        .map(|(value, words)| {
            let is_chosen = *value == chosen;
            view! { <option value=*value selected=is_chosen>{*words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
    .into_any()
}
