//! The browser half: wakes the page, or the screen, that the server rendered.

use app::app::App;

/// Called by the page once this module is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}

/// The same on a screen of its own: in a lobby, behind a desk, in a visitor's hand.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn wake_screen() {
    console_error_panic_hook::set_once();
    app::screen::wake();
}
