//! There is no browser here.

use leptos::ev::PointerEvent;
use model::live::Topic;

use crate::state::LiveState;

/// Follows nothing.
pub fn follow(_: LiveState, _: Vec<Topic>) {}

/// Tries nothing.
pub fn retry_now() {}

/// Paints nothing.
pub fn paint_mark(_: &str, _: &str, _: &str, _: &str) {}

/// Never calls.
pub fn after(_: f64, _: f64, _: impl FnOnce() + 'static) {}

/// There is no menu.
pub fn close_menu() {}

/// There is no focus.
pub fn focus_main() {}

/// There is nothing to load again.
pub fn reload() {}

/// There is no pointer.
pub fn fraction_across(_: &PointerEvent) -> Option<f64> {
    None
}
