//! Keys that follow links: a link names them in `data-keys`, e.g. `ArrowRight Space`.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Where keys have a meaning of their own.
const OWN: &str = "input, select, textarea, button, summary, [role=slider], [contenteditable]";

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// From now on the keys of the links that are shown follow them.
pub fn wake_keys() {
    if LISTENING.replace(true) {
        return;
    }
    // It serves the whole visit: nothing removes it.
    let _ = window_event_listener(ev::keydown, |event| {
        if let Some(link) = followed_by(&event) {
            event.prevent_default();
            link.click();
        }
    });
}

fn followed_by(event: &KeyboardEvent) -> Option<HtmlElement> {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if modified || event.default_prevented() {
        return None;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    if target.is_some_and(|target| matches!(target.closest(OWN), Ok(Some(_)))) {
        return None;
    }
    let key = match event.key() {
        key if key == " " => String::from("Space"),
        key => key,
    };
    // Keys are letters and names: a quotation mark makes the selector wrong, and finds nothing.
    let link = document().query_selector(&format!("a[data-keys~=\"{key}\"]"));
    link.ok().flatten()?.dyn_into().ok()
}
