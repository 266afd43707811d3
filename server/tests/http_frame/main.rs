//! What every answer has in common, asked in process.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod asked;
mod assets;
mod compression;
mod health;
mod limits;
mod listener;
mod page_cache;
mod security;
