//! There is no browser here.

use model::engine::PlaceStanding;
use model::live::Topic;

use crate::state::{Clock, LiveState};

/// Nothing to give back.
#[derive(Clone)]
pub struct Held;

impl Held {
    /// Gives nothing back.
    pub fn restore(&self) {}
}

/// Follows nothing.
pub fn follow(_: LiveState, _: Vec<Topic>) {}

/// Tries nothing.
pub fn retry_now() {}

/// Paints nothing.
pub fn paint(_: &PlaceStanding, _: Clock) {}

/// Wakes nothing.
pub fn wake_charts() {}

/// There are no keys.
pub fn wake_keys() {}

/// Holds nothing.
pub fn hold() -> Held {
    Held
}

/// Never calls.
pub fn after(_: f64, _: f64, _: impl FnOnce() + 'static) {}

/// Nothing is ever shown.
pub fn once_shown(_: impl FnOnce() + 'static) {}

/// There is no menu.
pub fn close_menu() {}

/// There is no focus.
pub fn focus_main() {}

/// There is nothing to load again.
pub fn reload() {}

/// There is nobody to tell.
pub fn tell_recomputed(_: &str, _: &str) {}

/// Wakes no screen.
pub fn wake_screen() {}
