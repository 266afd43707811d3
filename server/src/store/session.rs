use model::time::At;

/// Somebody is signed in with a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the identifier that the browser holds, in hexadecimal.
    pub sha256: String,
    /// Number of the account.
    pub account: i64,
    /// When they signed in.
    pub created_at: At,
    /// When they last asked for something, to within a minute.
    pub seen_at: At,
    /// When it ends at the latest.
    pub expires_at: At,
    /// When a second factor was given, if one was.
    pub factor_at: Option<At>,
    /// What a provider elsewhere vouched with, which it wants back at sign-out.
    pub id_token: Option<String>,
}
