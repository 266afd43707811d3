use serde::{Deserialize, Serialize};

use super::Deed;
use crate::access::Role;
use crate::time::At;

/// What became of an action, with who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionEvent {
    /// When it was said.
    pub at: At,
    /// The address of an account.
    pub author: String,
    /// What they were then.
    pub role: Option<Role>,
    /// What happened.
    pub deed: Deed,
}
