use std::fmt;

use model::time::At;

use super::accounts::{identifier, sha256};
use super::{AccountFault, Accounts, Actor, SignInFault, SignedIn, Stage, backoff, session_life};
use crate::store::{Account, Session};

/// The identifier of a session, for the browser alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret(pub String);

impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(…)")
    }
}

/// A session that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its identifier.
    pub secret: SessionSecret,
    /// What has to be done before it is worth anything.
    pub stage: Option<Stage>,
}

impl Accounts {
    /// Signs somebody in with address and password. The session is always a new
    /// one; whatever identifier came with the request is none of its business.
    ///
    /// # Errors
    /// [`SignInFault`], the same and as late whether the account exists or not.
    pub async fn sign_in(
        &self,
        email: &str,
        password: String,
        from: &Actor,
    ) -> Result<Begun, SignInFault> {
        let email = tidy(email);
        let now = self.clock.now();
        let subjects = vec![backoff::account(&email), backoff::address(&from.origin)];
        self.let_through(subjects, now)
            .await
            .map_err(|fault| match fault {
                AccountFault::Wait(until) => SignInFault::Wait(until),
                _ => SignInFault::Unavailable,
            })?;
        let account = self.store.account_of(email.clone()).await?;
        let kept = account.as_ref().map(|account| account.password.clone());
        let right = self.passwords.is_right(password, kept).await;
        let right = right.map_err(|_| SignInFault::Unavailable)?;
        let Some(account) = account.filter(|_| right) else {
            // What was typed may be a password: only the address of an account is kept.
            let known = self.store.account_of(email).await?;
            let object = known.map_or_else(
                || "no account".to_owned(),
                |account| format!("account {}", account.email),
            );
            self.trace(from.was_refused("sign-in", object, now)).await?;
            return Err(SignInFault::Unknown);
        };
        self.begin(&account, from, None).await
    }

    /// Begins a session of somebody who showed who they are, by a password or elsewhere.
    pub(super) async fn begin(
        &self,
        account: &Account,
        from: &Actor,
        id_token: Option<String>,
    ) -> Result<Begun, SignInFault> {
        let stage = session_life::next_stage(account);
        // Tries go on being counted until the code is right as well.
        if stage != Some(Stage::Code) {
            let now = self.clock.now();
            self.forget(&account.email, Some(&from.origin), now).await?;
        }
        let secret = self.start_session(account, from, None, id_token).await;
        let secret = secret.map_err(|_| SignInFault::Unavailable)?;
        Ok(Begun { secret, stage })
    }

    /// Counts a try, unless it has to wait.
    pub(super) async fn let_through(
        &self,
        subjects: Vec<String>,
        now: At,
    ) -> Result<(), AccountFault> {
        match self
            .store
            .count_attempt(subjects, now, backoff::not_before)
            .await?
        {
            Some(until) => Err(AccountFault::Wait(until)),
            None => Ok(()),
        }
    }

    /// Forgets the tries of somebody who got it right.
    pub(super) async fn forget(
        &self,
        email: &str,
        origin: Option<&str>,
        now: At,
    ) -> Result<(), crate::store::StoreError> {
        let mut subjects = vec![backoff::account(email)];
        subjects.extend(origin.map(backoff::address));
        let before = now.plus_seconds(-backoff::FORGOTTEN_S);
        self.store.forget_attempts(subjects, before).await
    }

    /// Ends a session that another one takes the place of.
    pub(super) async fn drop_session(&self, who: &SignedIn) -> Result<(), SignInFault> {
        let object = format!("account {}", who.email());
        let trace = who.actor().did("sign-in.code", object, self.clock.now());
        self.store
            .end_session(who.session().to_owned(), trace)
            .await?;
        Ok(())
    }

    /// A new session of an account for which a provider may have vouched.
    pub(super) async fn start_session(
        &self,
        account: &Account,
        from: &Actor,
        factor_at: Option<At>,
        id_token: Option<String>,
    ) -> Result<SessionSecret, AccountFault> {
        let now = self.clock.now();
        let secret = SessionSecret(identifier(self.draw()?));
        let mut session = Session {
            sha256: sha256(&secret.0),
            account: account.id,
            created_at: now,
            seen_at: now,
            expires_at: session_life::end_of(now),
            factor_at,
            id_token,
        };
        let act = if session_life::stage(&session, account).is_some() {
            session.expires_at = session_life::end_of_halfway(now);
            "sign-in.password"
        } else {
            "sign-in"
        };
        let actor = Actor {
            name: account.email.clone(),
            role: Some(account.role),
            ..from.clone()
        };
        let trace = actor.did(act, format!("account {}", account.email), now);
        self.store.start_session(session, trace).await?;
        Ok(secret)
    }
}

/// An address as it is kept: without spaces around it, in small letters, no
/// longer than addresses are.
pub(super) fn tidy(email: &str) -> String {
    email
        .trim()
        .chars()
        .take(254)
        .collect::<String>()
        .to_lowercase()
}
