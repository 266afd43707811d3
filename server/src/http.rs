//! What every answer has in common: security headers, limits, files, health.

mod problem;
mod proxy;

pub use problem::Problem;
pub use proxy::Proxy;
