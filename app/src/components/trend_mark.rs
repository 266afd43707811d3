use leptos::prelude::*;
use model::score::Trend;

use crate::chart::Mark;

/// The arrow of a trend and its word; without enough history no arrow.
pub fn trend_mark(trend: Trend) -> impl IntoView {
    let mark = match trend {
        Trend::Up => Some(Mark::Up),
        Trend::Flat => Some(Mark::Flat),
        Trend::Down => Some(Mark::Down),
        Trend::TooEarly => None,
    };
    let class = mark.map_or("trend-flat", Mark::class);
    let shape = mark.map_or_else(|| String::from("–"), Mark::svg);
    view! {
        <span class=format!("status-mark {class}")>
            <span class="status-mark__shape" aria-hidden="true" inner_html=shape></span>
            {trend.label()}
        </span>
    }
}
