//! What the server answers over HTTP.

pub mod api;
pub mod assets;
pub mod health;
pub mod limits;
pub mod metrics;
pub mod page_cache;
mod pages;
pub mod problem;
mod router;
pub mod security;

pub use router::{Site, router};
