use model::time::At;

use super::SqliteStore;
use super::tables::{mails, subscriptions};
use crate::store::trait_store::Answer;
use crate::store::{AuditEntry, Mail, MailOutcome, MailStore, Subscription, ToldSoFar};

impl MailStore for SqliteStore {
    fn add_subscription(
        &self,
        subscription: Subscription,
        most: u32,
        trace: AuditEntry,
    ) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            let connection = &mut writer.connection;
            Box::pin(subscriptions::add(connection, subscription, most, trace))
        }))
    }

    fn subscriptions(&self) -> Answer<'_, Vec<Subscription>> {
        Box::pin(subscriptions::list(&self.shared.readers))
    }

    fn end_subscription(&self, id: i64, account: i64, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            let connection = &mut writer.connection;
            Box::pin(subscriptions::end(connection, id, account, trace))
        }))
    }

    fn end_subscriptions(&self, token: String, trace: AuditEntry) -> Answer<'_, u64> {
        Box::pin(self.ask(move |writer| {
            Box::pin(subscriptions::end_all(&mut writer.connection, token, trace))
        }))
    }

    fn queue_mail(&self, mail: Option<Mail>, told: Vec<(i64, ToldSoFar)>) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| Box::pin(mails::queue(&mut writer.connection, mail, told))))
    }

    fn mails_due(&self, now: At, most: u32) -> Answer<'_, Vec<Mail>> {
        Box::pin(mails::due(&self.shared.readers, now, most))
    }

    fn begin_mail(&self, id: i64, now: At) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| Box::pin(mails::begin(&mut writer.connection, id, now))))
    }

    fn end_mail(&self, id: i64, outcome: MailOutcome) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| Box::pin(mails::end(&mut writer.connection, id, outcome))))
    }

    fn give_up_begun_mails(&self) -> Answer<'_, u64> {
        Box::pin(self.ask(move |writer| Box::pin(mails::give_up_begun(&mut writer.connection))))
    }

    fn mails_sent_since(&self, since: At) -> Answer<'_, u64> {
        Box::pin(mails::sent_since(&self.shared.readers, since))
    }
}
