use serde::{Deserialize, Serialize};

use super::Topic;

/// What a client says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "lowercase")]
pub enum ClientMessage {
    /// First message on every socket.
    Hello {
        /// [`super::PROTOCOL`] of the client.
        protocol: u32,
        /// What to follow.
        topics: Vec<Topic>,
        /// Where the client stopped: run of the server and last number seen,
        /// given only by a client that holds a state no older than that of
        /// every topic it names. The page that was rendered gives the first one.
        since: Option<(String, u64)>,
    },
    /// Follow these instead of what was followed before: the latest state of
    /// each new one is sent, then [`super::ServerMessage::Welcome`].
    Follow {
        /// What to follow.
        topics: Vec<Topic>,
    },
    /// Answer to [`super::ServerMessage::Ping`].
    Pong,
}
