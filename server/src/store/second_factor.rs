use model::time::At;

/// What is kept of the one-time codes of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// Number of the account.
    pub account: i64,
    /// Chance that gives the secret together with a key that is not in the database.
    pub seed: String,
    /// When the enrolment began.
    pub begun_at: At,
    /// Since when a code is asked for at sign-in; nothing while the enrolment goes on.
    pub confirmed_at: Option<At>,
    /// Recovery codes that were not used yet.
    pub codes_left: u32,
}
