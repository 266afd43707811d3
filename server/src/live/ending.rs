use axum::extract::ws::{CloseFrame, Utf8Bytes, close_code};
use model::live::{Refusal, ServerMessage};

/// Why a socket ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The client left, or the connection broke.
    Gone,
    /// Nothing was heard for too long.
    Silent,
    /// It did not take what was sent.
    Slow,
    /// It said something that is not done.
    Refused(Refusal, String),
    /// The server stops.
    Restart,
}

impl Ending {
    /// What is said last, when the other side may still listen.
    pub fn last_words(&self) -> Option<(Option<ServerMessage>, CloseFrame)> {
        let close = |code, reason: &'static str| CloseFrame {
            code,
            reason: Utf8Bytes::from_static(reason),
        };
        match self {
            Self::Gone | Self::Slow => None,
            Self::Silent => Some((None, close(close_code::POLICY, "no answer to pings"))),
            Self::Restart => Some((None, close(close_code::RESTART, "service restart"))),
            Self::Refused(reason, detail) => Some((
                Some(ServerMessage::Refused {
                    reason: *reason,
                    detail: detail.clone(),
                }),
                close(close_code::POLICY, "refused"),
            )),
        }
    }
}
