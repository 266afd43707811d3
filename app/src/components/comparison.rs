use leptos::prelude::*;

use super::{chart_figure, headline, works_effect};
use crate::view::ComparisonView;

/// A period beside another one: what came out, the chart, how to read it.
pub fn comparison(view: ComparisonView) -> AnyView {
    // Where another chart shows it, nothing is said here.
    if view.chart.is_none() && view.sentence.is_empty() {
        return ().into_any();
    }
    let chart = view.chart.map(|chart| chart_figure(chart, ()));
    let notes = view
        .notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> })
        .collect_view();
    let effect = view.effect.map(|effect| {
        view! {
            <section class="comparison__effect">
                <h2 class="section-title">"Effet mesuré des travaux"</h2>
                {works_effect(effect)}
            </section>
        }
    });
    view! {
        <div class="comparison">
            <p class="comparison__sentence headline">{headline(view.sentence)}</p>
            {effect}
            {chart}
            <ul class="comparison__notes">{notes}</ul>
        </div>
    }
    .into_any()
}
