use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::elements::elements;

const DETAILS: &str = "main details";
const FOCUSABLE: &str = "main :is(a, button, input, select, summary, [tabindex])";

/// What the reader opened and where the focus stood in a body that a newer one
/// of the same address replaces.
#[derive(Clone)]
pub struct Held {
    address: String,
    open: Vec<bool>,
    focus: Option<usize>,
}

/// Looks at the body as it is now.
pub fn hold() -> Held {
    let active = document().active_element();
    Held {
        address: address(),
        open: elements(DETAILS).map(|d| d.has_attribute("open")).collect(),
        focus: active.and_then(|active| elements(FOCUSABLE).position(|e| e == active)),
    }
}

impl Held {
    /// Opens and focuses in the new body what was so in the old one. A body of
    /// another shape is left as it came.
    pub fn restore(&self) {
        if self.address != address() || elements(DETAILS).count() != self.open.len() {
            return;
        }
        for (details, open) in elements(DETAILS).zip(&self.open) {
            // Both names are valid.
            let _ = details.toggle_attribute_with_force("open", *open);
        }
        let lost = self.focus.and_then(|at| elements(FOCUSABLE).nth(at));
        if let Some(element) = lost.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    }
}

fn address() -> String {
    let location = window().location();
    location.href().unwrap_or_default()
}
