//! What travels on the `/live` websocket, as JSON text frames.
//!
//! One socket carries every topic. The server numbers what it publishes; a
//! client that comes back names its last number and gets the latest state of
//! each of its topics that changed since. State, not events: a slow client
//! skips what was overtaken, never what is current.
//!
//! Changes arrive in the order of their numbers, but for the first states of
//! what a `Follow` adds. A client whose socket ends between its `Follow` and
//! the `Welcome` that answers it therefore comes back without `since`.

mod client_message;
mod server_message;
mod topic;

pub use client_message::ClientMessage;
pub use server_message::{Change, Refusal, ServerMessage};
pub use topic::{Topic, UnknownTopic};

/// Version of this protocol; a server refuses another one.
pub const PROTOCOL: u32 = 1;
/// Topics one socket may follow.
pub const MAX_TOPICS: usize = 512;
