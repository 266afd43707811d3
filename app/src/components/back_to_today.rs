use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::format::date_long;

use crate::view::Frame;

/// On a page of the past: which day it shows, and the way back.
pub fn back_to_today(frame: &Frame) -> AnyView {
    if !frame.past {
        return ().into_any();
    }
    let path = use_location().pathname;
    view! {
        <p class="past-strip">
            <strong>{format!("Le {}.", date_long(frame.day))}</strong>
            " Cette page montre ce qui était su alors. "
            <a href=move || path.get()>"Revenir à aujourd’hui"</a>
        </p>
    }
    .into_any()
}
