//! Signing in, and who gets to see and do what: the whole site, asked in process.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod administration;
mod annotations;
mod changes;
mod elsewhere;
mod elsewhere_refused;
mod figures;
mod files;
mod foreign;
mod objectives;
mod one_account;
mod pages;
mod places;
mod provider;
mod reviews;
mod rights;
mod second_factor;
mod sessions;
mod sign_in;
mod site;
mod sources;
mod steering;
mod subscriptions;
mod themes;
mod visitor;
mod vouched_town;
