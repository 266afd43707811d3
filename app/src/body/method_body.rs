use leptos::prelude::*;

use super::laid_out;
use crate::components::{amendment_history, import_hint, parameter_table};
use crate::state::PageLink;
use crate::view::{Here, MethodTarget, MethodView, PageView};

/// Objectives that are shown at once: the city's, its districts', some sites'.
const SHOWN: usize = 12;

/// `/methode/{indicator}`: how an indicator is defined, and what is aimed at.
pub fn method_body(view: MethodView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let (theme, theme_name) = view.theme;
    let facts = [
        ("Formule", view.formula),
        ("Unité", view.unit),
        ("Sens", view.direction),
        ("Source", view.source),
    ];
    let facts = facts
        .into_iter()
        .filter(|(_, what)| !what.is_empty())
        .map(|(name, what)| view! { <div><dt>{name}</dt><dd>{what}</dd></div> })
        .collect_view();
    let targets = targets(view.targets, link);
    let amendments = amendment_history(view.history, link);
    let example = view.example.map(|example| {
        view! {
            <section class="section">
                <h2 class="section-title">"Un exemple, avec les chiffres de la ville"</h2>
                <p>{example}</p>
            </section>
        }
    });
    let title = format!("{} · Méthode", view.name);
    let content = view! {
        <nav class="breadcrumb" aria-label="Fil d’Ariane">
            <ol>
                <li><a href=link.to("/")>{frame.city.clone()}</a></li>
                <li><a href=link.theme(&theme)>{theme_name}</a></li>
                <li aria-current="page">"Méthode"</li>
            </ol>
        </nav>
        <h1 class="title">{view.name}</h1>
        <p class="headline method__description">{view.description}</p>
        <p class="lead__links">
            <a href=format!("/flux/indicateur/{}.atom", view.code) rel="external">
                "Suivre cet indicateur (Atom)"
            </a>
        </p>
        <div class="method">
            <section class="section">
                <h2 class="section-title">"Définition"</h2>
                <dl class="facts">{facts}</dl>
            </section>
            {rules("Données manquantes", view.coverage_rules)}
            {rules("De la valeur à la note", view.note_rules)}
            {rules("Où cela mène", view.outlook_rules)}
            {example}
        </div>
        {parameter_table(view.parameters)}
        {targets}
        {amendments}
    }
    .into_any();
    laid_out(frame, Here::Method, "page--method", &title, content)
}

fn rules(title: &'static str, rules: Vec<String>) -> AnyView {
    if rules.is_empty() {
        return ().into_any();
    }
    let rules = rules
        .into_iter()
        .map(|rule| view! { <li>{rule}</li> })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{title}</h2>
            <ul class="rules">{rules}</ul>
        </section>
    }
    .into_any()
}

fn targets(targets: Vec<MethodTarget>, link: PageLink) -> AnyView {
    if targets.is_empty() {
        return view! {
            <section class="section">
                <h2 class="section-title">"Objectifs"</h2>
                <p class="empty">"Aucun objectif n’est encore fixé avec cet indicateur."</p>
                {import_hint(
                    "Un objectif se fixe à /admin/objectifs, ou s’importe\u{202f}:",
                    "belvedere import objectives FICHIER",
                )}
            </section>
        }
        .into_any();
    }
    let mut first = targets;
    let rest = first.split_off(first.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        view! {
            <details class="figures">
                <summary>{format!("Voir les {count} autres")}</summary>
                {target_table(rest, link)}
            </details>
        }
    });
    view! {
        <section class="section">
            <h2 class="section-title">"Objectifs et leur histoire"</h2>
            {target_table(first, link)}
            {more}
        </section>
    }
    .into_any()
}

fn target_table(targets: Vec<MethodTarget>, link: PageLink) -> AnyView {
    let rows = targets
        .into_iter()
        .map(|target| {
            view! {
                <tr data-replaced=target.replaced.then_some("")>
                    <th scope="row"><a href=link.place(&target.place)>{target.place_name}</a></th>
                    <td>{target.baseline}</td>
                    <td>{target.target}</td>
                    <td class="wide-only">{target.trajectory}</td>
                    <td class="wide-only">{target.decision}</td>
                    <td class="wide-only">
                        {target.version} {target.replaced.then_some(" (remplacée)")}
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="data-table data-table--words">
            <caption class="unseen">"Objectifs fixés, dernière version d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Lieu"</th>
                    <th scope="col">"Départ"</th>
                    <th scope="col">"Cible"</th>
                    <th scope="col" class="wide-only">"Trajectoire"</th>
                    <th scope="col" class="wide-only">"Décision"</th>
                    <th scope="col" class="wide-only">"Version"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
