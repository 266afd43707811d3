use leptos::prelude::*;

use super::chart_reader::chart_reader;
use super::{table_html, table_links};
use crate::chart::Chart;

/// A chart with its heading, its points to read one by one, and its figures.
/// `aside` stands at the end of the heading, e.g. the unit or the total.
pub fn chart_figure(chart: Chart, aside: impl IntoView + 'static) -> AnyView {
    let title = chart.title.clone();
    view! {
        <figure class="chart-figure">
            <figcaption class="chart-figure__head">
                <h2 class="section-title">{title}</h2>
                <span class="chart-figure__aside">{aside}</span>
            </figcaption>
            {chart_body(chart)}
        </figure>
    }
    .into_any()
}

/// A chart whose heading stands elsewhere.
pub fn chart_body(chart: Chart) -> AnyView {
    let Chart {
        svg_wide,
        svg_narrow,
        title,
        table,
        points,
        ..
    } = chart;
    let figures =
        (!table.rows.is_empty()).then(|| figures(table_html(&table), table_links(&table), &title));
    let reader = chart_reader(svg_wide, svg_narrow, &title, &points);
    (reader, figures).into_any()
}

fn figures(html: String, links: String, title: &str) -> impl IntoView + use<> {
    let whose = format!("\u{202f}: {title}");
    view! {
        <details class="figures">
            <summary>"Voir les chiffres"<span class="unseen">{whose}</span></summary>
            <div class="figures__table" role="region" tabindex="0" aria-label="Tableau des chiffres" inner_html=html></div>
            <div inner_html=links></div>
        </details>
    }
}
