use model::time::At;

use super::accounts::identifier;
use super::one_time_code::OneTimeCode;
use super::{
    AccountFault, Accounts, Halfway, SessionSecret, SignInFault, SignedIn, backoff, recovery_codes,
};
use crate::store::{Account, SecondFactor};

/// An enrolment begins anew when it was not confirmed within so many seconds (one hour).
const ENROLMENT_S: i64 = 3_600;

/// Where somebody stands with their second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorState {
    /// In use since an instant, with so many recovery codes left.
    InUse(At, u32),
    /// To be confirmed by a code.
    Enrolling {
        /// What an application reads from a picture.
        address: String,
        /// The secret, for typing.
        secret: String,
    },
}

/// What somebody gives as a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The six digits of the application.
    Code(String),
    /// One of the codes kept for bad days.
    Recovery(String),
}

impl Accounts {
    /// Where somebody stands; an enrolment begins if there is none.
    ///
    /// # Errors
    /// [`AccountFault::Unavailable`].
    pub async fn factor_state(&self, who: &SignedIn) -> Result<FactorState, AccountFault> {
        let now = self.clock.now();
        let known = self.store.second_factor(who.account()).await?;
        let seed = match known {
            Some(SecondFactor {
                confirmed_at: Some(at),
                codes_left,
                ..
            }) => return Ok(FactorState::InUse(at, codes_left)),
            Some(begun) if now < begun.begun_at.plus_seconds(ENROLMENT_S) => begun.seed,
            _ => {
                let seed = identifier(self.draw()?);
                let begun = self.store.begin_factor(who.account(), seed.clone(), now);
                if !begun.await? {
                    return Err(AccountFault::Unavailable);
                }
                seed
            }
        };
        let codes = self.codes(who.account(), who.email(), &seed)?;
        Ok(FactorState::Enrolling {
            address: codes.address().ok_or(AccountFault::Unavailable)?,
            secret: codes.secret_text(),
        })
    }

    /// Ends an enrolment by the first code: all sessions end, a whole one starts here.
    /// Gives the recovery codes too, which are never shown again.
    ///
    /// # Errors
    /// [`AccountFault::WrongCode`], [`AccountFault::Taken`] when one is in use already.
    pub async fn confirm_factor(
        &self,
        who: &SignedIn,
        code: &str,
    ) -> Result<(SessionSecret, Vec<String>), AccountFault> {
        let now = self.clock.now();
        let known = self.store.second_factor(who.account()).await?;
        let known = known.ok_or(AccountFault::WrongCode)?;
        if known.confirmed_at.is_some() {
            return Err(AccountFault::Taken);
        }
        let codes = self.codes(who.account(), who.email(), &known.seed)?;
        let step = codes
            .step(&digits(code), now)
            .ok_or(AccountFault::WrongCode)?;
        let (told, seals) = self.new_codes(who.account())?;
        let trace = who
            .actor()
            .did("account.second-factor", object(who.email()), now);
        let of = (who.account(), known.seed);
        if !self.store.confirm_factor(of, step, seals, trace).await? {
            return Err(AccountFault::Taken);
        }
        let account = self.own(who).await?;
        self.forget(&account.email, None, now).await?;
        let id_token = who.id_token().map(str::to_owned);
        let secret = self
            .start_session(&account, who.actor(), Some(now), id_token)
            .await?;
        Ok((secret, told))
    }

    /// Signs in whoever gave their password before and gives the second factor now.
    ///
    /// # Errors
    /// [`SignInFault`]; the tries count with those of the password.
    pub async fn give_factor(
        &self,
        half: &Halfway,
        proof: Proof,
    ) -> Result<SessionSecret, SignInFault> {
        let (who, now) = (&half.who, self.clock.now());
        let origin = &who.actor().origin;
        let subjects = vec![backoff::account(who.email()), backoff::address(origin)];
        let fault = |fault| match fault {
            AccountFault::Wait(until) => SignInFault::Wait(until),
            AccountFault::WrongCode => SignInFault::Unknown,
            _ => SignInFault::Unavailable,
        };
        self.let_through(subjects, now).await.map_err(fault)?;
        self.take(who, proof).await.map_err(fault)?;
        let account = self.own(who).await.map_err(fault)?;
        self.forget(&account.email, Some(origin), now).await?;
        self.drop_session(who).await?;
        let id_token = who.id_token().map(str::to_owned);
        self.start_session(&account, who.actor(), Some(now), id_token)
            .await
            .map_err(fault)
    }

    /// Gives other recovery codes to somebody who shows a code.
    ///
    /// # Errors
    /// [`AccountFault::WrongCode`], [`AccountFault::Wait`].
    pub async fn renew_recovery_codes(
        &self,
        who: &SignedIn,
        code: String,
    ) -> Result<Vec<String>, AccountFault> {
        self.show_code(who, code).await?;
        let (told, seals) = self.new_codes(who.account())?;
        let now = self.clock.now();
        let trace = who
            .actor()
            .did("account.recovery-codes", object(who.email()), now);
        let done = self.store.renew_recovery_codes(who.account(), seals, trace);
        if done.await? {
            Ok(told)
        } else {
            Err(AccountFault::Missing)
        }
    }

    /// Takes the second factor away from somebody who shows a code and does not need it;
    /// their sessions end.
    ///
    /// # Errors
    /// [`AccountFault::WrongCode`], [`AccountFault::Wait`], [`AccountFault::Needed`].
    pub async fn leave_factor(&self, who: &SignedIn, code: String) -> Result<(), AccountFault> {
        if who.caller().role.needs_second_factor() {
            return Err(AccountFault::Needed);
        }
        self.show_code(who, code).await?;
        let now = self.clock.now();
        let trace = who
            .actor()
            .did("account.second-factor-reset", object(who.email()), now);
        match self.store.remove_factor(who.account(), trace).await? {
            true => Ok(()),
            false => Err(AccountFault::Missing),
        }
    }

    async fn show_code(&self, who: &SignedIn, code: String) -> Result<(), AccountFault> {
        let now = self.clock.now();
        self.let_through(vec![backoff::account(who.email())], now)
            .await?;
        self.take(who, Proof::Code(code)).await?;
        Ok(self.forget(who.email(), None, now).await?)
    }

    /// Takes a proof once; a refusal is noted.
    async fn take(&self, who: &SignedIn, proof: Proof) -> Result<(), AccountFault> {
        let now = self.clock.now();
        let taken = match proof {
            Proof::Code(code) => {
                let known = self.store.second_factor(who.account()).await?;
                let known = known.filter(|known| known.confirmed_at.is_some());
                let known = known.ok_or(AccountFault::Missing)?;
                let codes = self.codes(who.account(), who.email(), &known.seed)?;
                match codes.step(&digits(&code), now) {
                    Some(step) => self.store.take_step(who.account(), step).await?,
                    None => false,
                }
            }
            Proof::Recovery(code) => {
                let code = recovery_codes::tidy(&code);
                let seal = self.factor_key.seal(who.account(), &code);
                let trace = who
                    .actor()
                    .did("account.recovery-code", object(who.email()), now);
                let taken = self.store.take_recovery_code(who.account(), seal, trace);
                taken.await?
            }
        };
        if taken {
            return Ok(());
        }
        let object = object(who.email());
        self.trace(who.actor().was_refused("sign-in.code", object, now))
            .await?;
        Err(AccountFault::WrongCode)
    }

    fn codes(&self, account: i64, email: &str, seed: &str) -> Result<OneTimeCode, AccountFault> {
        let secret = self.factor_key.secret(account, seed);
        OneTimeCode::new(secret, email).ok_or(AccountFault::Unavailable)
    }

    fn new_codes(&self, account: i64) -> Result<(Vec<String>, Vec<String>), AccountFault> {
        let told = recovery_codes::draw(self.chance.as_ref()).map_err(|fault| {
            tracing::error!(%fault, "no chance to be had");
            AccountFault::Unavailable
        })?;
        let seal = |code: &String| self.factor_key.seal(account, &recovery_codes::tidy(code));
        let seals = told.iter().map(seal).collect();
        Ok((told, seals))
    }

    async fn own(&self, who: &SignedIn) -> Result<Account, AccountFault> {
        let account = self.store.account_of(who.email().to_owned()).await?;
        account
            .filter(|account| account.id == who.account())
            .ok_or(AccountFault::Missing)
    }
}

/// The digits of what was typed: applications show them in two groups.
fn digits(text: &str) -> String {
    let kept = text.chars().filter(|sign| !sign.is_whitespace());
    kept.take(7).collect()
}

fn object(email: &str) -> String {
    format!("account {email}")
}
