use model::time::At;

/// Which rows of the audit are meant; what is not said is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Who: a part of the name of the actor.
    pub actor: Option<String>,
    /// What: the whole word of the act.
    pub action: Option<String>,
    /// From this instant on.
    pub from: Option<At>,
    /// Before this instant.
    pub to: Option<At>,
    /// Rows with a smaller number.
    pub before: Option<i64>,
}
