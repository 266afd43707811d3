//! Mail to subscribers, by a mail server that the tests start.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod mail_server;
mod sending;
