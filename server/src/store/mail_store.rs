use model::time::At;

use super::trait_store::Answer;
use super::{AuditEntry, Mail, MailOutcome, Subscription, ToldSoFar};

/// What the rest of the server may ask of a database about mails.
pub trait MailStore: Send + Sync + 'static {
    /// Adds a subscription with its trace, unless that account has `most` already; the same
    /// again changes its pace. Whether it is there now.
    fn add_subscription(
        &self,
        subscription: Subscription,
        most: u32,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;

    /// Subscriptions of accounts in use, by account and number.
    fn subscriptions(&self) -> Answer<'_, Vec<Subscription>>;

    /// Ends a subscription of an account with its trace; whether there was one.
    fn end_subscription(&self, id: i64, account: i64, trace: AuditEntry) -> Answer<'_, bool>;

    /// Ends all subscriptions with a token, with its trace; how many there were.
    fn end_subscriptions(&self, token: String, trace: AuditEntry) -> Answer<'_, u64>;

    /// Queues a mail and notes how far its subscriptions are told by it, both or neither.
    fn queue_mail(&self, mail: Option<Mail>, told: Vec<(i64, ToldSoFar)>) -> Answer<'_, ()>;

    /// Mails to try now, the oldest first.
    fn mails_due(&self, now: At, most: u32) -> Answer<'_, Vec<Mail>>;

    /// Notes that a mail is tried from now on; `false` when it is under way or done.
    fn begin_mail(&self, id: i64, now: At) -> Answer<'_, bool>;

    /// Notes what became of it.
    fn end_mail(&self, id: i64, outcome: MailOutcome) -> Answer<'_, ()>;

    /// Gives up what was under way when the server stopped; how many those are.
    fn give_up_begun_mails(&self) -> Answer<'_, u64>;

    /// How many were sent since an instant.
    fn mails_sent_since(&self, since: At) -> Answer<'_, u64>;
}
