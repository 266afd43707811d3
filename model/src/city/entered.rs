use serde::{Deserialize, Serialize};

use super::Cadence;

/// How an indicator is entered by hand: one figure a period, for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entered {
    /// How long a period is.
    pub cadence: Cadence,
    /// Days after the end of a period by which its figure has to be there.
    #[serde(default = "two_weeks")]
    pub due_days: u16,
}

const fn two_weeks() -> u16 {
    15
}
