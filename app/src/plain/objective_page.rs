use leptos::prelude::*;

use super::field::{Field, notice};
use super::objective_check::amendment_list;
use super::{AmendmentLine, Around, document};

/// What `/admin/objectifs/{indicator}/{place}` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveView {
    /// Its own address.
    pub address: String,
    /// Name of the indicator, and address of its method page.
    pub indicator: (String, String),
    /// Name of the place, and address of its page.
    pub place: (String, String),
    /// What it says: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// From when on it is no longer judged, where it was withdrawn; in words.
    pub withdrawn: Option<String>,
    /// Every version, latest first.
    pub versions: Vec<ObjectiveVersionLine>,
    /// The form that withdraws it, where who asks may and it is in force.
    pub withdrawal: Option<WithdrawalFields>,
    /// Whether who asks may amend it, or set it again.
    pub may_amend: bool,
    /// Where an action is decided on it, for who may.
    pub decide: Option<String>,
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveVersionLine {
    /// « Version 2, adoptée le 27 novembre 2026 ».
    pub title: String,
    /// « par la direction générale (m.durand@ville.example) ».
    pub by: String,
    /// What it says in short.
    pub terms: String,
    /// What it changed.
    pub amendments: Vec<AmendmentLine>,
    /// Why.
    pub reason: String,
    /// Reference of the decision.
    pub decision: String,
}

/// The form that withdraws an objective, as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WithdrawalFields {
    /// First day on which it is no longer judged.
    pub from: String,
    /// Why.
    pub reason: String,
    /// Reference of the decision.
    pub decision: String,
    /// What cannot be used, by field, and why.
    pub faults: Vec<(&'static str, String)>,
    /// The version it is about.
    pub version: u32,
}

/// `/admin/objectifs/{indicator}/{place}`.
pub fn objective_page(around: &Around, view: &ObjectiveView) -> String {
    let title = format!("{}, {}", view.indicator.0, view.place.0);
    document(around, &title, || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let facts = view
            .facts
            .iter()
            .map(|(name, what)| view! { <div><dt>{*name}</dt><dd>{what.clone()}</dd></div> })
            .collect_view();
        let withdrawn = view.withdrawn.clone().map(|words| notice(words, false));
        let amend = view.may_amend.then(|| {
            let way = format!("{}/modifier", view.address);
            let words = if view.withdrawn.is_some() {
                "Fixer de nouveau"
            } else {
                "Modifier"
            };
            view! { <p><a class="button button--link" href=way>{words}</a></p> }
        });
        let decide = view.decide.clone().map(|way| {
            view! { <p><a class="button button--plain button--link" href=way>"Décider une action"</a></p> }
        });
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/admin/objectifs">"Objectifs"</a></li>
                    <li aria-current="page">{view.indicator.0.clone()}</li>
                </ol>
            </nav>
            <h1 class="title">{view.indicator.0.clone()}</h1>
            <p class="objective-form__which">
                <a href=view.place.1.clone()>{view.place.0.clone()}</a>
            </p>
            {told}
            {withdrawn}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Ce qui est visé"</h2>
                    <dl class="facts facts--wide">{facts}</dl>
                    {amend}
                    {decide}
                    {view.withdrawal.as_ref().map(|fields| withdrawal(view, fields))}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Histoire"</h2>
                    <ol class="objective-history">
                        {view.versions.iter().map(version).collect_view()}
                    </ol>
                    <p class="context">
                        <a href=view.indicator.1.clone()>"La même, publique, sur la page de méthode"</a>
                    </p>
                </section>
            </div>
        }
        .into_any()
    })
}

fn version(line: &ObjectiveVersionLine) -> AnyView {
    let said = |name: &'static str, words: &str| {
        let words = words.to_owned();
        (!words.is_empty()).then(
            || view! { <p><span class="context">{format!("{name}\u{202f}: ")}</span>{words}</p> },
        )
    };
    let amendments = (!line.amendments.is_empty()).then(|| amendment_list(&line.amendments));
    view! {
        <li>
            <p><strong>{line.title.clone()}</strong></p>
            <p class="context">{line.by.clone()}</p>
            <p>{line.terms.clone()}</p>
            {amendments}
            {said("Raison", &line.reason)}
            {said("Décision", &line.decision)}
        </li>
    }
    .into_any()
}

fn withdrawal(view: &ObjectiveView, fields: &WithdrawalFields) -> AnyView {
    let fault = |name: &str| {
        let found = fields.faults.iter().find(|(field, _)| *field == name);
        found.map(|(_, why)| why.clone())
    };
    let field = |name, label, kind, hint, value: &str| Field {
        name,
        label,
        kind,
        autocomplete: "off",
        hint,
        value: value.to_owned(),
        fault: fault(name),
    };
    let hint = "Jusque-là il est jugé\u{202f}; son histoire reste publiée.";
    let from = field(
        "a_partir_du",
        "À partir du",
        "date",
        Some(hint),
        &fields.from,
    );
    let reason = field("raison", "Raison", "text", None, &fields.reason);
    let decision = field(
        "decision",
        "Référence de la décision",
        "text",
        None,
        &fields.decision,
    );
    let action = format!("{}/retirer", view.address);
    let version = fields.version.to_string();
    view! {
        <details class="figures" open=!fields.faults.is_empty()>
            <summary>"Retirer cet objectif"</summary>
            <form class="form" method="post" action=action>
                <input type="hidden" name="version" value=version/>
                {from.show(true)}
                {reason.show(true)}
                {decision.show(true)}
                <p><button class="button button--plain">"Retirer"</button></p>
            </form>
        </details>
    }
    .into_any()
}
