use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The elements of the page that a selector finds; none when it is not one.
pub fn elements(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}
