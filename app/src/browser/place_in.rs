use leptos::ev::PointerEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Where the pointer stands across the element that listens, 0–1.
pub fn fraction_across(event: &PointerEvent) -> Option<f64> {
    let element = event.current_target()?.dyn_into::<Element>().ok()?;
    let frame = element.get_bounding_client_rect();
    let width = frame.width();
    (width > 0.0).then(|| (f64::from(event.client_x()) - frame.x()) / width)
}
