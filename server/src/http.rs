//! What the server answers over HTTP.

pub mod api;
mod pages;
mod problem;
mod proxy;
mod router;

pub use problem::Problem;
pub use proxy::Proxy;
pub use router::{Site, router};
