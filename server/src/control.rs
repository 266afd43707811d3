//! Commands on a database that a server holds: they are handed to it over a
//! Unix socket beside the database, which only its owner may open.

mod console;
mod exchange;
mod reload;

pub use console::{Console, Progress};
pub use exchange::{forward, is_served, listen};
pub use reload::Reload;
