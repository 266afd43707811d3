use model::time::At;

use super::SqliteStore;
use super::tables::{outer_identities, password_links, second_factors};
use crate::store::trait_store::Answer;
use crate::store::{Account, AuditEntry, PasswordHash, SecondFactor, SignInStore};

#[rustfmt::skip]
impl SignInStore for SqliteStore {
    fn second_factor(&self, account: i64) -> Answer<'_, Option<SecondFactor>> {
        Box::pin(second_factors::find(&self.shared.readers, account))
    }

    fn begin_factor(&self, account: i64, seed: String, at: At) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::begin(&mut writer.connection, account, seed, at))
        }))
    }

    fn confirm_factor(&self, of: (i64, String), step: i64, seals: Vec<String>, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::confirm(&mut writer.connection, of, step, seals, trace))
        }))
    }

    fn take_step(&self, account: i64, step: i64) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::take_step(&mut writer.connection, account, step))
        }))
    }

    fn take_recovery_code(&self, account: i64, seal: String, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::take_code(&mut writer.connection, account, seal, trace))
        }))
    }

    fn renew_recovery_codes(&self, account: i64, seals: Vec<String>, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::renew_codes(&mut writer.connection, account, seals, trace))
        }))
    }

    fn remove_factor(&self, account: i64, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(second_factors::remove(&mut writer.connection, account, trace))
        }))
    }

    fn add_password_link(&self, account: i64, sha256: String, expires_at: At, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(password_links::add(&mut writer.connection, account, sha256, expires_at, trace))
        }))
    }

    fn account_of_link(&self, sha256: String, at: At) -> Answer<'_, Option<Account>> {
        Box::pin(password_links::account(&self.shared.readers, sha256, at))
    }

    fn use_password_link(&self, sha256: String, password: PasswordHash, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(password_links::take(&mut writer.connection, sha256, password, trace))
        }))
    }

    fn account_of_identity(&self, issuer: String, subject: String) -> Answer<'_, Option<Account>> {
        Box::pin(outer_identities::account(&self.shared.readers, issuer, subject))
    }

    fn link_identity(&self, of: (String, String), account: i64, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(outer_identities::link(&mut writer.connection, of, account, trace))
        }))
    }
}
