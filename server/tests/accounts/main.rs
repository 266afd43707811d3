//! Signing in, and who gets to see and do what: the whole site, asked in process.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod administration;
mod foreign;
mod objectives;
mod pages;
mod reviews;
mod rights;
mod sessions;
mod sign_in;
mod site;
mod steering;
mod visitor;
