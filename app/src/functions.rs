//! The port through which pages ask the server for what they show.
//!
//! Called in process while a page is rendered, over HTTP (`GET /api/ui/…`)
//! when the browser goes on to another page or asks for a newer view.

mod fetch_city;
mod fetch_explanation;
mod fetch_frame;
mod fetch_method;
mod fetch_place;
mod fetch_theme;
mod page_fault;
#[cfg(feature = "ssr")]
mod port;

pub use fetch_city::*;
pub use fetch_explanation::*;
pub use fetch_frame::*;
pub use fetch_method::*;
pub use fetch_place::*;
pub use fetch_theme::*;
pub use page_fault::{FaultReason, PageFault};
