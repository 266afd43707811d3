use leptos::prelude::*;

use super::{table_html, table_links};
use crate::chart::ChartTable;
use crate::view::ReadingLine;

/// The latest readings of a meter, and where to take all of them.
pub fn readings_table(readings: Vec<ReadingLine>, series: Option<String>) -> AnyView {
    let table = ChartTable {
        caption: String::from("Les derniers relevés, le plus récent d’abord"),
        columns: ["Relevé", "Valeur", "Qualité"].map(String::from).to_vec(),
        rows: readings
            .into_iter()
            .map(|r| vec![r.when, r.value, r.quality])
            .collect(),
    };
    let api = series.map(|series| {
        view! {
            <p class="source-note">
                "Série " <code>{series.clone()}</code> " · "
                <a rel="external" href=format!("/api/v1/series/{series}/readings")>
                    "Tous les relevés (API)"
                </a>
            </p>
        }
    });
    view! {
        <section class="section">
            <h2 class="section-title">"Derniers relevés"</h2>
            <div inner_html=table_html(&table)></div>
            <div inner_html=table_links(&table)></div>
            {api}
        </section>
    }
    .into_any()
}
