use leptos::prelude::*;

/// Where the browser says what came out when it redid the sum.
pub fn recomputed() -> AnyView {
    view! {
        <p class="recomputed" role="status" data-recomputed="no">
            "Votre navigateur peut refaire ce calcul lui-même."
        </p>
    }
    .into_any()
}
