use leptos::ev::keydown;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Presses the button that bears a key, `data-key`, unless somebody writes.
pub fn listen() {
    let handle = window_event_listener(keydown, |pressed| {
        if pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() || pressed.repeat() {
            return;
        }
        let writing = document().active_element().is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA")
        });
        let key = pressed.key();
        // One letter needs no escape in quotes.
        let is_letter = key.len() == 1 && key.bytes().all(|b| b.is_ascii_alphanumeric());
        if writing || !is_letter {
            return;
        }
        let wanted = format!(
            "button[data-key=\"{}\"]:not([disabled])",
            key.to_ascii_lowercase()
        );
        if let Ok(Some(button)) = document().query_selector(&wanted)
            && let Ok(button) = button.dyn_into::<HtmlElement>()
        {
            pressed.prevent_default();
            button.click();
        }
    });
    // It listens as long as the document is there.
    core::mem::forget(handle);
}
