use model::time::At;

use super::trait_store::Answer;
use super::{Account, AuditEntry, PasswordHash, SecondFactor};

/// What the rest of the server may ask of a database about proofs other than the password:
/// one-time codes, links for a new password, identities of elsewhere.
///
/// What changes who may sign in is stored together with its trace, or not at all.
pub trait SignInStore: Send + Sync + 'static {
    /// The second factor of an account, also while it is not confirmed.
    fn second_factor(&self, account: i64) -> Answer<'_, Option<SecondFactor>>;

    /// Begins an enrolment in the place of one that was not confirmed; `false` when one was.
    fn begin_factor(&self, account: i64, seed: String, at: At) -> Answer<'_, bool>;

    /// Confirms the enrolment that began with this seed by the code of a step, puts these
    /// seals in the place of all recovery codes and ends the sessions of the account;
    /// `false` when it is not under way.
    fn confirm_factor(
        &self,
        of: (i64, String),
        step: i64,
        seals: Vec<String>,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// Takes the code of a step; `false` when that step or a later one was taken before.
    fn take_step(&self, account: i64, step: i64) -> Answer<'_, bool>;

    /// Takes a recovery code; `false` when there is none such that was not used.
    fn take_recovery_code(&self, account: i64, seal: String, trace: AuditEntry)
    -> Answer<'_, bool>;

    /// Puts other recovery codes in the place of all; `false` without a confirmed factor.
    fn renew_recovery_codes(
        &self,
        account: i64,
        seals: Vec<String>,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// Forgets the second factor of an account and ends its sessions; `false` when it has none.
    fn remove_factor(&self, account: i64, trace: AuditEntry) -> Answer<'_, bool>;

    /// Adds a link by which an account in use gets another password, in the place of those it
    /// had; `false` when it is not in use.
    fn add_password_link(
        &self,
        account: i64,
        sha256: String,
        expires_at: At,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// The account in use that a link is for, while it holds.
    fn account_of_link(&self, sha256: String, at: At) -> Answer<'_, Option<Account>>;

    /// Uses a link: the account gets the password and its sessions end; `false` when the
    /// link does not hold at the instant of the trace.
    fn use_password_link(
        &self,
        sha256: String,
        password: PasswordHash,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// The account in use that somebody of elsewhere has here.
    fn account_of_identity(&self, issuer: String, subject: String) -> Answer<'_, Option<Account>>;

    /// Gives somebody of elsewhere an account here, in the place of the one they had.
    fn link_identity(
        &self,
        of: (String, String),
        account: i64,
        trace: AuditEntry,
    ) -> Answer<'_, ()>;
}
