use std::time::Duration;

use leptos::prelude::{set_timeout, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

/// Goes on to an address after some seconds; later where the server does not answer: a
/// browser that loads a page from a server that is away shows its own error for ever.
pub fn go_on(seconds: f64, address: String) {
    let go = move || {
        spawn_local(async move {
            if answers(&address).await {
                // Failing leaves the page as it is.
                let _ = window().location().assign(&address);
            } else {
                go_on(seconds, address);
            }
        });
    };
    set_timeout(go, Duration::from_secs_f64(seconds.clamp(1.0, 600.0)));
}

async fn answers(address: &str) -> bool {
    let answer = JsFuture::from(window().fetch_with_str(address)).await;
    let answer = answer
        .ok()
        .and_then(|answer| answer.dyn_into::<Response>().ok());
    answer.is_some_and(|answer| answer.status() < 500)
}
