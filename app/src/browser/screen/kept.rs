use leptos::prelude::window;
use model::reception::Hall;

/// Keeps the last state of a hall on the device, so that a screen that loads a page of
/// before knows what came after it. A full or forbidden storage keeps nothing.
pub fn keep(hall: &Hall) {
    if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(hall)) {
        let _ = storage.set_item(&key(hall.site.as_str()), &text);
    }
}

/// The state that was kept last.
pub fn kept(site: &str) -> Option<Hall> {
    let storage = window().local_storage().ok().flatten()?;
    let text = storage.get_item(&key(site)).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

fn key(site: &str) -> String {
    format!("belvedere-ecran/{site}")
}
