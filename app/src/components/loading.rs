use leptos::prelude::*;

use super::page_frame;
use crate::state::LiveState;
use crate::view::Here;

/// Bars as large as what will stand there, while the next page is fetched.
const BARS: &str = concat!(
    r#"<div class="loading" aria-busy="true"><p class="unseen" role="status">Chargement…</p>"#,
    r#"<span class="loading__note"></span><span class="loading__line"></span>"#,
    r#"<span class="loading__line loading__line--short"></span>"#,
    r#"<span class="loading__chart"></span></div>"#
);

/// The page that is on its way.
pub fn loading() -> AnyView {
    let body = String::from(BARS);
    match LiveState::from_context().last_frame() {
        Some(frame) => page_frame(&frame, &Here::Elsewhere, "page--loading", None, body),
        None => view! { <main id="contenu" class="page page--loading" inner_html=body></main> }
            .into_any(),
    }
}
