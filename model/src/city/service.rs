use serde::{Deserialize, Serialize};

use super::ServiceCode;

/// What visitors queue for, in words. Counters name those they give in their
/// attribute `services`, divided by `;`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Identifier, as in ticket events.
    pub code: ServiceCode,
    /// Name on screen, e.g. « État civil ».
    pub name: String,
    /// What it is asked for, in a citizen's words, e.g. « Acte de naissance, mariage, décès ».
    #[serde(default)]
    pub asked_for: Option<String>,
    /// First letter of its ticket numbers, A to Z; `None`: its place in the list.
    #[serde(default)]
    pub letter: Option<char>,
}
