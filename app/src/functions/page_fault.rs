use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::view::Frame;

/// Why a page shows something else than what was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageFault {
    /// What went wrong.
    pub reason: FaultReason,
    /// What surrounds the page, where the server could give it.
    pub frame: Option<Box<Frame>>,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultReason {
    /// There is nothing under that address: 404.
    NotFound,
    /// `?au=` is not a date: 400.
    BadDay,
    /// The server cannot answer now: 503.
    Unavailable,
}

impl FromServerFnError for PageFault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self {
            reason: FaultReason::Unavailable,
            frame: None,
        }
    }
}
