use std::time::Duration;

use leptos::prelude::{set_interval, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

/// How often a device asks whether it should show something else.
const PERIOD: Duration = Duration::from_secs(20);

/// Tells the server that the device is there, and goes where the server wants it:
/// another screen, the same one anew, or back to its pairing.
pub fn report(version: String) {
    let ask = move || {
        let version = version.clone();
        spawn_local(async move {
            if let Some(wanted) = wanted().await
                && wanted != version
            {
                // Failing leaves the screen as it is; it asks again.
                let _ = window().location().assign("/ecran");
            }
        });
    };
    set_interval(ask, PERIOD);
}

/// What the device is to show; `None` where the server does not answer.
async fn wanted() -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str("/ecran/etat"))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
