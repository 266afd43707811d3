use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::{
    AccountFault, Actor, Chance, FactorKey, Halfway, Known, Passwords, SignedIn, session_life,
};
use crate::clock::SharedClock;
use crate::store::{AuditEntry, Store, StoreError};

/// People, sessions and traces: what HTTP and commands ask of them.
#[derive(Clone)]
pub struct Accounts {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: SharedClock,
    pub(super) chance: Arc<dyn Chance>,
    pub(super) passwords: Passwords,
    pub(super) factor_key: FactorKey,
}

impl Accounts {
    /// Sessions run by `clock`, which is the machine's and not the town's: a demo
    /// that lives sixty times as fast does not sign people out.
    pub fn new(
        store: Arc<dyn Store>,
        clock: SharedClock,
        chance: Arc<dyn Chance>,
        passwords: Passwords,
        factor_key: FactorKey,
    ) -> Self {
        Self {
            store,
            clock,
            chance,
            passwords,
            factor_key,
        }
    }

    /// The clock of traces and sessions.
    pub fn clock(&self) -> &SharedClock {
        &self.clock
    }

    /// The database behind it.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// Who holds the session with this identifier, while it goes on, and what it is worth.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer.
    pub async fn signed_in(
        &self,
        identifier: &str,
        (origin, request): (String, Option<String>),
    ) -> Result<Option<Known>, StoreError> {
        let sha256 = sha256(identifier);
        let Some((session, account)) = self.store.session(sha256.clone()).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        if !session_life::goes_on(&session, account.role, now) {
            return Ok(None);
        }
        if session_life::is_to_be_noted(&session, now) {
            self.store.touch_session(sha256.clone(), now).await?;
        }
        let stage = session_life::stage(&session, &account);
        let caller = account.caller();
        let actor = Actor {
            name: account.email,
            role: Some(account.role),
            origin,
            request,
        };
        let who = SignedIn::new(account.id, caller, (sha256, session.id_token), actor);
        Ok(Some(match stage {
            None => Known::Whole(who),
            Some(stage) => Known::Halfway(Halfway { who, stage }),
        }))
    }

    /// Ends what somebody began and did not finish.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer.
    pub async fn give_up(&self, half: &Halfway) -> Result<(), StoreError> {
        self.sign_out(&half.who).await
    }

    /// Ends the session of somebody who signs out.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer.
    pub async fn sign_out(&self, who: &SignedIn) -> Result<(), StoreError> {
        let object = format!("account {}", who.email());
        let trace = who.actor().did("sign-out", object, self.clock.now());
        self.store
            .end_session(who.session().to_owned(), trace)
            .await?;
        Ok(())
    }

    /// Appends to the audit.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer.
    pub async fn trace(&self, entry: AuditEntry) -> Result<(), StoreError> {
        self.store.trace(entry).await.map(drop)
    }

    pub(super) fn draw(&self) -> Result<[u8; 32], AccountFault> {
        self.chance.draw().map_err(|fault| {
            tracing::error!(%fault, "no chance to be had");
            AccountFault::Unavailable
        })
    }
}

/// An identifier made of 256 bits of chance.
pub(super) fn identifier(bytes: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The form of an identifier that may be kept.
pub(super) fn sha256(identifier: &str) -> String {
    format!("{:x}", Sha256::digest(identifier))
}
