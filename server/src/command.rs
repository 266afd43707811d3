//! The command line: one file per command.

mod alert;
mod alert_args;
mod alert_review;
mod audit;
mod check_config;
mod cli;
mod context;
mod import;

mod key;
mod known_town;
mod mail;
mod quarantine;
mod replay_start;
mod serve;
mod store_file;
mod theme;
mod user;
mod verify;

pub use cli::Cli;
pub use context::{Held, on_store, run};
pub use key::{new_secret, stored_form};
