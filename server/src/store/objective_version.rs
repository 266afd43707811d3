use model::access::Role;
use model::score::Objective;
use model::time::{At, Day};

use super::AuditEntry;

/// An objective as it was known from an instant on.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveVersion {
    /// The objective with its version number.
    pub objective: Objective,
    /// When this version was adopted here.
    pub known_at: At,
    /// When another version took its place, if one did.
    pub retired_at: Option<At>,
    /// Who decided it: the address of an account, or [`ObjectiveVersion::IMPORT`].
    pub author: String,
    /// What they were then.
    pub role: Option<Role>,
    /// Why.
    pub reason: Option<String>,
    /// The day from which the objective is no longer judged, where this version withdraws it.
    pub withdrawn_from: Option<Day>,
}

impl ObjectiveVersion {
    /// The author of what came from a file.
    pub const IMPORT: &str = "import";

    /// Whether it is the version in force, and judged, on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.retired_at.is_none() && self.withdrawn_from.is_none_or(|from| day < from)
    }
}

/// A new version of one objective, as somebody decides it.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveDecision {
    /// The objective; its version is not looked at.
    pub objective: Objective,
    /// The version that was known when it was decided; 0: none.
    pub replaces: u32,
    /// Why.
    pub reason: Option<String>,
    /// The day from which it is no longer judged, where it is withdrawn.
    pub withdrawn_from: Option<Day>,
    /// Who decides, as the audit names them.
    pub trace: AuditEntry,
}
