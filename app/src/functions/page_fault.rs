use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::view::PageView;

/// A page that cannot be shown, and the page that says so in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageFault {
    /// What happened and what to do; `None` when the server did not answer at all.
    pub page: Option<Box<PageView>>,
}

impl FromServerFnError for PageFault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self { page: None }
    }
}
