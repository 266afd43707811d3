use serde::{Deserialize, Serialize};

use super::Topic;
use crate::engine::PlaceStanding;
use crate::reception::Hall;
use crate::time::At;

/// What the server says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "lowercase")]
pub enum ServerMessage {
    /// Answer to each `Hello` and each `Follow`, after the states that were
    /// missing: the client now holds the latest state of all its topics.
    Welcome {
        /// This run of the server: numbers of another run mean nothing here.
        run: String,
        /// Latest number given so far: what to name as `since` from now on.
        number: u64,
        /// The town's clock.
        now: At,
    },
    /// The latest state of one topic.
    Change {
        /// Number of this state, growing within a run.
        number: u64,
        /// Which topic.
        topic: Topic,
        /// Its state.
        #[serde(flatten)]
        change: Change,
    },
    /// Sent every twenty seconds; the client answers `Pong`.
    Ping {
        /// The town's clock.
        now: At,
    },
    /// The server does not do what was asked, and closes the socket.
    Refused {
        /// Why.
        reason: Refusal,
        /// In words.
        detail: String,
    },
}

/// A state, by kind of topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", content = "state", rename_all = "lowercase")]
pub enum Change {
    /// How a place stands.
    Place(Box<PlaceStanding>),
    /// The counters of a building.
    Hall(Box<Hall>),
    /// The town's data as a whole.
    Freshness {
        /// Instant of the latest reading of the town.
        latest_at: Option<At>,
    },
}

/// Why the server refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The page is older than the server: load it again.
    Protocol,
    /// More than [`super::MAX_TOPICS`].
    TooManyTopics,
    /// Not a message of this protocol.
    Malformed,
    /// More messages than a page has reason to send.
    TooFast,
}
