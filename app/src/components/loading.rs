use leptos::prelude::*;

use super::{Here, page_frame};
use crate::state::LiveState;

/// Bars as large as what will stand there, while the next page is fetched.
pub fn loading() -> AnyView {
    let bars = view! {
        <div class="loading" aria-busy="true">
            <p class="unseen" role="status">"Chargement…"</p>
            <span class="loading__note"></span>
            <span class="loading__line"></span>
            <span class="loading__line loading__line--short"></span>
            <span class="loading__chart"></span>
        </div>
    }
    .into_any();
    match LiveState::from_context().last_frame() {
        Some(frame) => page_frame(&frame, &Here::Elsewhere, "page--loading", bars),
        None => view! { <main id="contenu" class="page page--loading">{bars}</main> }.into_any(),
    }
}
