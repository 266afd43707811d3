//! The only folder that speaks to JavaScript. Outside the browser every call
//! does nothing: pages may call them without asking where they run.

#[cfg(feature = "hydrate")]
mod chart_reader;
#[cfg(feature = "hydrate")]
mod elements;
#[cfg(feature = "hydrate")]
mod held;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod live_socket;
#[cfg(feature = "hydrate")]
mod map_marks;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod screen;
#[cfg(feature = "hydrate")]
mod spots;

#[cfg(feature = "hydrate")]
pub use chart_reader::wake_charts;
#[cfg(feature = "hydrate")]
pub use held::hold;
#[cfg(feature = "hydrate")]
pub use keys::wake_keys;
#[cfg(feature = "hydrate")]
pub use live_socket::{follow, retry_now};
#[cfg(feature = "hydrate")]
pub use page::{after, close_menu, focus_main, once_shown, reload, tell_recomputed};
#[cfg(feature = "hydrate")]
pub use screen::wake_screen;
#[cfg(feature = "hydrate")]
pub use spots::paint;

#[cfg(not(feature = "hydrate"))]
mod nowhere;
#[cfg(not(feature = "hydrate"))]
pub use nowhere::{
    after, close_menu, focus_main, follow, hold, once_shown, paint, reload, retry_now,
    tell_recomputed, wake_charts, wake_keys, wake_screen,
};
