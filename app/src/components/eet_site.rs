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
        <div class="lead lead--eet">
            <div class="eet-count">
                <p class="eet-count__figure">{site.used}</p>
                <p class="eet-count__words">"kWh/m², douze mois"</p>
                <p class="eet-count__leaf" inner_html=leaf_mark(site.leaf)></p>
            </div>
            <div class="lead__words">
                <p class="context">{site.fact}</p>
                <h1 class="title headline">{headline(site.sentences)}</h1>
                <p class="eet-rating context">{site.rating}</p>
                <p class="lead__links">
                    <a href=asked.with("site", "")>"Tous les bâtiments assujettis"</a>
                    " · "
                    <a href=link.place(&site.code)>"La page de ce bâtiment"</a>
                </p>
            </div>
        </div>
        <div class="two-thirds">
            <div class="two-thirds__main">{chart}</div>
            <section class="two-thirds__side section">
                <h2 class="section-title">"Sur quoi reposent ces chiffres"</h2>
                {eet_facts(site.basis)}
            </section>
            <div class="two-thirds__more">
                <section class="section">
                    <h2 class="section-title">"Objectifs, kWh/m² et par an"</h2>
                    {objectives(site.objectives)}
                </section>
                <section class="section">
                    <h2 class="section-title">"Année de référence"</h2>
                    <p class="eet-sentence">{site.reference_note}</p>
                    {references(site.references)}
                </section>
                <section class="section">
                    <h2 class="section-title">"Déclaration annuelle"</h2>
                    <p class="eet-sentence">{site.missing}</p>
                </section>
            </div>
        </div>
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
        <table class="data-table eet-references">
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
                        {r.year} " " <span class="eet-list__bound">{chosen}</span>
                        <span class="eet-list__fact">{r.period}</span>
                    </th>
                    <td>{r.per_m2}</td>
                    <td>{r.target} " " <span class="eet-list__bound">{r.bound}</span></td>
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
                    <th scope="col">"Écart"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
