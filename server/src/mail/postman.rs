use std::sync::Arc;
use std::time::Duration;

use model::time::At;
use tokio_util::sync::CancellationToken;

use super::{Carrier, CarryFault, Rounds};
use crate::clock::SharedClock;
use crate::store::{Mail, MailOutcome, Store, StoreError};

/// How often there is a look at what waits.
const EVERY: Duration = Duration::from_secs(30);
/// Mails tried one after the other in one look.
const AT_ONCE: u32 = 20;
/// Seconds to the next try after the first that failed; then twice as many each time.
const FIRST_WAIT_S: i64 = 60;
/// Tries before a mail is given up: more than a day.
const MOST_TRIES: u32 = 12;
const HOUR_S: i64 = 3_600;

/// Sends what is queued, each mail once.
pub struct Postman {
    store: Arc<dyn Store>,
    carrier: Arc<dyn Carrier>,
    clock: SharedClock,
    per_hour: u32,
}

impl Postman {
    /// A postman of that database, by that carrier. The clock is the machine's.
    pub fn new(
        store: Arc<dyn Store>,
        carrier: Arc<dyn Carrier>,
        clock: SharedClock,
        per_hour: u32,
    ) -> Self {
        Self {
            store,
            carrier,
            clock,
            per_hour,
        }
    }

    /// Tries what is due; how many went out.
    ///
    /// # Errors
    /// [`StoreError`]; a mail that was begun is then given up at the next start rather than
    /// sent twice.
    pub async fn send_due(&self) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let sent = self
            .store
            .mails_sent_since(now.plus_seconds(-HOUR_S))
            .await?;
        let left = u64::from(self.per_hour).saturating_sub(sent);
        let most = AT_ONCE.min(u32::try_from(left).unwrap_or(AT_ONCE));
        let mut out = 0;
        for mail in self.store.mails_due(now, most).await? {
            if !self.store.begin_mail(mail.id, now).await? {
                continue;
            }
            let outcome = self.outcome(&mail, now).await;
            out += usize::from(matches!(outcome, MailOutcome::Sent(_)));
            self.store.end_mail(mail.id, outcome).await?;
        }
        Ok(out)
    }

    async fn outcome(&self, mail: &Mail, now: At) -> MailOutcome {
        // The log names the mail, never whom it is for.
        let id = mail.id;
        match self.carrier.carry(mail).await {
            Ok(()) => MailOutcome::Sent(now),
            Err(CarryFault::Later(why)) if mail.tries + 1 < MOST_TRIES => {
                tracing::warn!(id, why, "a mail waits");
                let wait = FIRST_WAIT_S.saturating_mul(1 << mail.tries.min(11));
                MailOutcome::Again(now.plus_seconds(wait))
            }
            Err(fault) => {
                tracing::error!(id, %fault, "a mail is given up");
                MailOutcome::GivenUp(fault.to_string())
            }
        }
    }
}

/// Composes what subscribers are to be told and sends it, until told to stop.
pub async fn run_postman(rounds: Rounds, postman: Postman, stop: CancellationToken) {
    if let Err(fault) = postman.store.give_up_begun_mails().await {
        tracing::error!(%fault, "mails that were under way");
    }
    loop {
        if let Err(fault) = rounds.go().await {
            tracing::error!(%fault, "subscribers are not told now");
        }
        if let Err(fault) = postman.send_due().await {
            tracing::error!(%fault, "mails are not sent now");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}
