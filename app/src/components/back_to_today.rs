use leptos::prelude::*;
use model::format::date_long;

use crate::view::Frame;

/// On a page of the past: which day it shows, and the way back.
pub fn back_to_today(frame: &Frame, path: &str) -> String {
    if !frame.past {
        return String::new();
    }
    view! {
        <p class="past-strip">
            <strong>{format!("Le {}.", date_long(frame.day))}</strong>
            " Cette page montre ce qui était su alors. "
            <a href=path.to_owned()>"Revenir à aujourd’hui"</a>
        </p>
    }
    .to_html()
}
