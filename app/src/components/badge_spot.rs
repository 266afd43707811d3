use leptos::prelude::*;

use super::{Badge, NoteState};

/// Where a badge stands in a body, and whose it is: a newer note is written
/// into it at once. `size` is `city`, `page` or `theme`.
pub fn badge_spot(badge: &Badge<'_>, place: &str, theme: Option<&str>, size: &str) -> AnyView {
    view! {
        <div
            class=format!("note-badge note-badge--{size}")
            data-spot="badge"
            data-of=place.to_owned()
            data-on=theme.map(str::to_owned)
            data-name=badge.name.to_owned()
            data-horizon=badge.horizon.then_some("")
            data-state=NoteState::of(badge.standing).as_str()
            inner_html=badge.html()
        ></div>
    }
    .into_any()
}
