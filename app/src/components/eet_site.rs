use leptos::prelude::*;

use super::chart_figure::chart_figure;
use super::headline::headline;
use super::leaf_mark;
use crate::state::PageLink;
use crate::view::{Address, EetFact, EetReference, EetSite};

/// One site in detail: the finding, the proof, and what would follow from
/// another reference year.
pub fn eet_site(site: EetSite, asked: &Address, link: PageLink) -> AnyView {
    let chart = site.chart.map(|chart| chart_figure(chart, ()));
    view! {
        <article class="eet-site" aria-label=site.name.clone()>
            <div class="eet-site__head">
                <div>
                    <h2 class="eet-site__finding">{headline(site.sentences)}</h2>
                    <p class="eet-site__leaf">
                        <span inner_html=leaf_mark(site.leaf)></span>
                        <span class="context">{site.rating}</span>
                    </p>
                </div>
                <p class="lead__links">
                    <a href=asked.with("site", "")>"Fermer la fiche"</a>
                    <a href=link.place(&site.code)>"Voir la page du bâtiment"</a>
                </p>
            </div>
            <div class="two-thirds">
                <div class="two-thirds__main">{chart}</div>
                <section class="two-thirds__side section">
                    <h3 class="section-title">"Sur quoi reposent ces chiffres"</h3>
                    {eet_facts(site.basis)}
                </section>
                <div class="two-thirds__more">
                    <section class="section">
                        <h3 class="section-title">"Objectifs, kWh/m² et par an"</h3>
                        {objectives(site.objectives)}
                    </section>
                    <section class="section">
                        <h3 class="section-title">"Année de référence"</h3>
                        <p class="eet-site__note">{site.reference_note}</p>
                        {references(site.references)}
                        <p class="eet-site__note">{site.missing}</p>
                    </section>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// Figures with their names, one under the other.
pub fn eet_facts(facts: Vec<EetFact>) -> AnyView {
    let rows = facts
        .into_iter()
        .map(|fact| {
            let note = (!fact.note.is_empty())
                .then(|| view! { <span class="eet-facts__note">{fact.note}</span> });
            view! {
                <div>
                    <dt>{fact.name}</dt>
                    <dd><span class="eet-facts__value">{fact.value}</span> {note}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="eet-facts">{rows}</dl> }.into_any()
}

fn objectives(rows: Vec<[String; 4]>) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|[year, relative, absolute, binding]| {
            view! {
                <tr>
                    <th scope="row">{year}</th>
                    <td>{relative}</td>
                    <td>{absolute}</td>
                    <td><strong>{binding}</strong></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="data-table">
            <caption class="unseen">"Objectifs de chaque décennie"</caption>
            <thead>
                <tr>
                    <th scope="col">"Échéance"</th>
                    <th scope="col">"Relatif"</th>
                    <th scope="col">"Absolu"</th>
                    <th scope="col">"À tenir"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn references(references: Vec<EetReference>) -> AnyView {
    if references.is_empty() {
        return ().into_any();
    }
    let rows = references
        .into_iter()
        .map(|r| {
            let chosen = r.chosen.then_some("retenue");
            view! {
                <tr data-chosen=r.chosen.then_some("")>
                    <th scope="row">
                        {r.year} <span class="eet-list__bound">{chosen}</span>
                        <span class="eet-list__fact">{r.period}</span>
                    </th>
                    <td>{r.per_m2}</td>
                    <td>{r.target} <span class="eet-list__bound">{r.bound}</span></td>
                    <td>{r.gap}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="data-table eet-references">
            <caption class="unseen">"Années de référence possibles, la plus favorable d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Année"</th>
                    <th scope="col">"kWh/m²"</th>
                    <th scope="col">"Objectif"</th>
                    <th scope="col">"À économiser"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
