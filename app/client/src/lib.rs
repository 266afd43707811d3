//! The browser half: wakes the page that the server rendered.

use app::app::App;

/// Called by the page once this module is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}
