//! What the server answers over HTTP, and what every answer has in common.

pub mod accounts;
mod actions;
mod alerts;
pub mod api;
pub mod assets;
mod compression;
mod declaration;
mod dress;
mod encoding;
pub mod health;
pub mod limits;
mod listener;
pub mod metrics;
mod objectives;
mod origin;
pub mod page_cache;
mod pages;
mod place_data;
mod preferences;
mod problem;
mod proxy;
mod ratings;
mod request_id;
mod router;
mod screens;
pub mod security;

pub use compression::compression;
pub use dress::dress;
pub use listener::serve;
pub use origin::{is_same_site, refuse_foreign};
pub(crate) use preferences::path_of_referer;
pub use problem::Problem;
pub use proxy::Proxy;
pub use request_id::RequestId;
pub use router::{Site, router};
pub use security::PageNonce;
