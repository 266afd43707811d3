use leptos::prelude::*;

/// A viewpoint above its steps.
pub fn brand_mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 28 26" aria-hidden="true" focusable="false">
            <circle cx="14" cy="4" r="3.4"/>
            <path d="M8.5 10h11v2.2h-11ZM4.5 16.6h19v2.2h-19ZM0 23.4h28v2.2H0Z"/>
        </svg>
    }
}
