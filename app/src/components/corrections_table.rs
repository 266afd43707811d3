use leptos::prelude::*;

use super::{table_html, table_links};
use crate::chart::ChartTable;
use crate::view::CorrectionLine;

/// Readings that replaced another value: nothing is rewritten in silence.
pub fn corrections_table(lines: Vec<CorrectionLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let table = ChartTable {
        caption: String::from("Les dernières corrections, la plus récente d’abord"),
        columns: ["Relevé de", "Corrigé", "Avant", "Après"]
            .map(String::from)
            .to_vec(),
        rows: lines
            .into_iter()
            .map(|line| vec![line.of, line.known, line.before, line.after])
            .collect(),
    };
    view! {
        <section class="section">
            <h2 class="section-title">"Corrections"</h2>
            <div class="figures__table" role="region" tabindex="0" aria-label="Corrections" inner_html=table_html(&table)></div>
            <div inner_html=table_links(&table)></div>
        </section>
    }
    .into_any()
}
