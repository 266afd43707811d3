use leptos::prelude::*;

use super::chart_figure::chart_figure;
use super::headline::headline;
use super::leaf_mark;
use super::rows_table::{RowsTable, TableRow, rows_table};
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
            TableRow::of([
                year.into_any(),
                relative.into_any(),
                absolute.into_any(),
                view! { <strong>{binding}</strong> }.into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "eet-references",
        caption: "Objectifs de chaque décennie",
        caption_seen: false,
        scrolls_as: None,
        columns: &["Échéance", "Relatif", "Absolu", "À tenir"],
        rows,
    })
}

fn references(references: Vec<EetReference>) -> AnyView {
    if references.is_empty() {
        return ().into_any();
    }
    let rows = references
        .into_iter()
        .map(|r| {
            let chosen = r.chosen.then_some("retenue");
            let year = view! {
                {r.year} " " <span class="eet-list__bound">{chosen}</span>
                <span class="eet-list__fact">{r.period}</span>
            };
            let target = view! { {r.target} " " <span class="eet-list__bound">{r.bound}</span> };
            TableRow {
                chosen: r.chosen,
                ..TableRow::of([
                    year.into_any(),
                    r.per_m2.into_any(),
                    target.into_any(),
                    r.gap.into_any(),
                ])
            }
        })
        .collect();
    rows_table(RowsTable {
        class: "eet-references",
        caption: "Années de référence possibles, la plus favorable d’abord",
        caption_seen: false,
        scrolls_as: None,
        columns: &["Année", "kWh/m²", "Objectif", "Écart"],
        rows,
    })
}
