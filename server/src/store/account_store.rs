use model::access::Role;
use model::city::PlaceCode;
use model::time::At;

use super::trait_store::Answer;
use super::{Account, AuditEntry, AuditFilter, AuditRecord, PasswordHash, Session};

/// Says from when on the next try is let through, after `count` tries of which
/// the last was at `last_at`; `None`: at once.
pub type NotBefore = fn(subject: &str, count: u32, last_at: At) -> Option<At>;

/// What the rest of the server may ask of a database about people.
///
/// What changes a right is stored together with its trace, or not at all.
pub trait AccountStore: Send + Sync + 'static {
    /// Adds an account, whose number is not looked at, and returns the number it got.
    ///
    /// [`super::StoreError::Conflict`] when an account in use has the address.
    fn add_account(&self, account: Account, trace: AuditEntry) -> Answer<'_, i64>;

    /// Every account, disabled ones included, by number.
    fn accounts(&self) -> Answer<'_, Vec<Account>>;

    /// The account in use with that address.
    fn account_of(&self, email: String) -> Answer<'_, Option<Account>>;

    /// Disables an account and ends its sessions; `false` when it is not in use.
    fn disable_account(&self, id: i64, trace: AuditEntry) -> Answer<'_, bool>;

    /// Gives an account another role and part of the town, and ends its sessions; `false`
    /// when it is not in use.
    fn change_account(
        &self,
        id: i64,
        role: Role,
        scope: Option<PlaceCode>,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// Ends every session of an account; `false` when it had none.
    fn end_sessions(&self, account: i64, trace: AuditEntry) -> Answer<'_, bool>;

    /// Gives an account another password and ends its sessions; `false` when it is not in use.
    fn set_password(&self, id: i64, password: PasswordHash, trace: AuditEntry) -> Answer<'_, bool>;

    /// Counts a try to sign in for each subject, unless one of them has to wait:
    /// then nothing is counted and the answer says until when.
    fn count_attempt(
        &self,
        subjects: Vec<String>,
        at: At,
        not_before: NotBefore,
    ) -> Answer<'_, Option<At>>;

    /// Forgets the tries of these subjects, and those of anybody before `before`.
    fn forget_attempts(&self, subjects: Vec<String>, before: At) -> Answer<'_, ()>;

    /// Starts a session, and clears away those that have expired by then.
    fn start_session(&self, session: Session, trace: AuditEntry) -> Answer<'_, ()>;

    /// A session and its account, while that is in use.
    fn session(&self, sha256: String) -> Answer<'_, Option<(Session, Account)>>;

    /// Notes that a session is in use.
    fn touch_session(&self, sha256: String, at: At) -> Answer<'_, ()>;

    /// Ends a session; `false` when there is none.
    fn end_session(&self, sha256: String, trace: AuditEntry) -> Answer<'_, bool>;

    /// Appends to the audit.
    fn trace(&self, entry: AuditEntry) -> Answer<'_, AuditRecord>;

    /// Rows of the audit after number `after`, oldest first, at most `limit`.
    fn audit(&self, after: i64, limit: u32) -> Answer<'_, Vec<AuditRecord>>;

    /// Rows of the audit that a filter means, latest first, at most `limit`.
    fn find_audit(&self, filter: AuditFilter, limit: u32) -> Answer<'_, Vec<AuditRecord>>;

    /// Every act of which the audit has a row.
    fn audit_actions(&self) -> Answer<'_, Vec<String>>;

    /// The last row of the audit.
    fn audit_head(&self) -> Answer<'_, Option<AuditRecord>>;
}
