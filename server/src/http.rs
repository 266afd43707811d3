//! What the server answers over HTTP, and what every answer has in common.

pub mod assets;
mod compression;
mod dress;
mod encoding;
pub mod health;
pub mod limits;
mod listener;
pub mod metrics;
pub mod page_cache;
mod problem;
mod proxy;
mod request_id;
pub mod security;

pub use compression::compression;
pub use dress::dress;
pub use listener::serve;
pub use problem::Problem;
pub use proxy::Proxy;
pub use request_id::RequestId;
pub use security::PageNonce;
