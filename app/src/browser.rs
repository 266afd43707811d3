//! The only folder that speaks to JavaScript. Outside the browser every call
//! does nothing: pages may call them without asking where they run.

#[cfg(feature = "hydrate")]
mod live_socket;
#[cfg(feature = "hydrate")]
mod map_marks;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod place_in;

#[cfg(feature = "hydrate")]
pub use live_socket::{follow, retry_now};
#[cfg(feature = "hydrate")]
pub use map_marks::paint_mark;
#[cfg(feature = "hydrate")]
pub use page::{after, close_menu, focus_main, reload};
#[cfg(feature = "hydrate")]
pub use place_in::fraction_across;

#[cfg(not(feature = "hydrate"))]
mod nowhere;
#[cfg(not(feature = "hydrate"))]
pub use nowhere::{
    after, close_menu, focus_main, follow, fraction_across, paint_mark, reload, retry_now,
};
