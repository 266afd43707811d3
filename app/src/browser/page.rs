use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Calls after `least` seconds and at most `spread` more: browsers that heard
/// the same news do not all ask at once.
pub fn after(least: f64, spread: f64, call: impl FnOnce() + 'static) {
    let seconds = least + spread * js_sys::Math::random();
    set_timeout(call, Duration::from_secs_f64(seconds));
}

/// Calls once the page that is being put together stands in the document: what
/// is made while a page is fetched comes before its body is inserted.
pub fn once_shown(call: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(call));
}

/// Closes the menu of the phone: the page it led to is there.
pub fn close_menu() {
    if let Ok(Some(menu)) = document().query_selector("details.menu[open]") {
        // Failing leaves the menu open, which harms nobody.
        let _ = menu.remove_attribute("open");
    }
}

/// Puts the focus on the page's content, so that its heading is read next.
pub fn focus_main() {
    let main = document().get_element_by_id("contenu");
    if let Some(main) = main.and_then(|m| m.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = main.focus_with_options(&options);
    }
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Says what came out when the browser redid the sum of the page.
pub fn tell_recomputed(state: &str, words: &str) {
    if let Ok(Some(place)) = document().query_selector("[data-recomputed]") {
        // Failing leaves the words of the server, which promise nothing.
        let _ = place.set_attribute("data-recomputed", state);
        place.set_text_content(Some(words));
    }
}
