use leptos::prelude::*;

use super::{chart_figure, headline};
use crate::view::ComparisonView;

/// A period beside another one: what came out, the chart, how to read it.
pub fn comparison(view: ComparisonView) -> AnyView {
    let Some(chart) = view.chart else {
        return ().into_any();
    };
    let notes = view
        .notes
        .into_iter()
        .map(|note| view! { <li>{note}</li> })
        .collect_view();
    view! {
        <div class="comparison">
            <p class="comparison__sentence headline">{headline(view.sentence)}</p>
            {chart_figure(chart, ())}
            <ul class="comparison__notes">{notes}</ul>
        </div>
    }
    .into_any()
}
