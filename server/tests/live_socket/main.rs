//! Real sockets on loopback against a real hub.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod client;
mod following;
mod lifetime;
mod refusing;
mod resuming;
mod server;
mod slowness;
