use model::access::Role;
use model::city::PlaceCode;
use model::time::At;

use super::SqliteStore;
use super::tables::{accounts, attempts, audit, sessions};
use crate::store::trait_store::Answer;
use crate::store::{
    Account, AccountStore, AuditEntry, AuditFilter, AuditRecord, NotBefore, PasswordHash, Session,
};

impl AccountStore for SqliteStore {
    fn add_account(&self, account: Account, trace: AuditEntry) -> Answer<'_, i64> {
        Box::pin(
            self.ask(move |writer| Box::pin(accounts::add(&mut writer.connection, account, trace))),
        )
    }

    fn accounts(&self) -> Answer<'_, Vec<Account>> {
        Box::pin(accounts::list(&self.shared.readers))
    }

    fn account_of(&self, email: String) -> Answer<'_, Option<Account>> {
        Box::pin(accounts::of_email(&self.shared.readers, email))
    }

    fn disable_account(&self, id: i64, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(
            self.ask(move |writer| Box::pin(accounts::disable(&mut writer.connection, id, trace))),
        )
    }

    fn change_account(
        &self,
        id: i64,
        role: Role,
        scope: Option<PlaceCode>,
        trace: AuditEntry,
    ) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(accounts::change(
                &mut writer.connection,
                id,
                (role, scope),
                trace,
            ))
        }))
    }

    fn end_sessions(&self, account: i64, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(sessions::end_each(&mut writer.connection, account, trace))
        }))
    }

    fn set_password(&self, id: i64, password: PasswordHash, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(accounts::set_password(
                &mut writer.connection,
                id,
                password,
                trace,
            ))
        }))
    }

    fn count_attempt(
        &self,
        subjects: Vec<String>,
        at: At,
        not_before: NotBefore,
    ) -> Answer<'_, Option<At>> {
        Box::pin(self.ask(move |writer| {
            Box::pin(attempts::count(
                &mut writer.connection,
                subjects,
                at,
                not_before,
            ))
        }))
    }

    fn forget_attempts(&self, subjects: Vec<String>, before: At) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(attempts::forget(&mut writer.connection, subjects, before))
        }))
    }

    fn start_session(&self, session: Session, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| {
                Box::pin(sessions::start(&mut writer.connection, session, trace))
            }),
        )
    }

    fn session(&self, sha256: String) -> Answer<'_, Option<(Session, Account)>> {
        Box::pin(sessions::find(&self.shared.readers, sha256))
    }

    fn touch_session(&self, sha256: String, at: At) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| Box::pin(sessions::touch(&mut writer.connection, sha256, at))),
        )
    }

    fn end_session(&self, sha256: String, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(
            self.ask(move |writer| Box::pin(sessions::end(&mut writer.connection, sha256, trace))),
        )
    }

    fn trace(&self, entry: AuditEntry) -> Answer<'_, AuditRecord> {
        Box::pin(self.ask(move |writer| Box::pin(audit::add(&mut writer.connection, entry))))
    }

    fn audit(&self, after: i64, limit: u32) -> Answer<'_, Vec<AuditRecord>> {
        Box::pin(audit::list(&self.shared.readers, after, limit))
    }

    fn find_audit(&self, filter: AuditFilter, limit: u32) -> Answer<'_, Vec<AuditRecord>> {
        Box::pin(audit::find(&self.shared.readers, filter, limit))
    }

    fn audit_actions(&self) -> Answer<'_, Vec<String>> {
        Box::pin(audit::actions(&self.shared.readers))
    }

    fn audit_head(&self) -> Answer<'_, Option<AuditRecord>> {
        Box::pin(audit::head(&self.shared.readers))
    }
}
