use leptos::prelude::*;

/// A text that a live change underlines for a moment.
pub fn changing(text: Signal<String>) -> impl IntoView {
    let turns = RwSignal::new(0_u32);
    Effect::watch(
        move || text.get(),
        move |_, _, _| turns.update(|n| *n += 1),
        false,
    );
    // Two names for one animation: it starts again at each change.
    let turn = move || match turns.get() {
        0 => None,
        n if n.is_multiple_of(2) => Some("even"),
        _ => Some("odd"),
    };
    view! { <span class="changing" data-changed=turn>{move || text.get()}</span> }
}
