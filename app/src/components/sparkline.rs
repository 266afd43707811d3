use leptos::prelude::*;

/// A drawing the server made, for the eye only: the figures stand beside it.
pub fn sparkline(svg: String) -> impl IntoView {
    view! { <span class="sparkline" inner_html=svg></span> }
}
