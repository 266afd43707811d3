use model::access::{Right, Role};
use model::city::PlaceCode;
use serde::Serialize;

use super::sign_in::tidy;
use super::{AccountFault, Accounts, Actor, Passwords, SessionSecret, SignedIn, backoff};
use crate::store::{Account, PasswordHash};

/// The most characters of a name.
const LONGEST_NAME: usize = 100;

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Address by which they sign in.
    pub email: String,
    /// Name, for the screen.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The place at and below which they act; empty for the whole town.
    pub scope: String,
}

/// What of an account goes into the hashes of a trace: everything but the password.
#[derive(Serialize)]
struct Traced<'a> {
    email: &'a str,
    name: &'a str,
    role: Role,
    scope: Option<&'a PlaceCode>,
    disabled: bool,
}

impl Accounts {
    /// Makes an account and returns its number.
    ///
    /// # Errors
    /// [`AccountFault`] naming the field.
    pub async fn add(
        &self,
        new: NewAccount,
        password: String,
        by: &Actor,
    ) -> Result<i64, AccountFault> {
        let email = checked_email(&new.email)?;
        let name = new.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control)
        {
            return Err(field("name", "1 to 100 characters"));
        }
        let scope = self.checked_scope(new.role, new.scope.trim()).await?;
        Passwords::check(&password, &email)?;
        let password = self.passwords.hash(password, self.draw()?).await?;
        let now = self.clock.now();
        let account = Account {
            id: 0,
            email,
            name,
            password,
            role: new.role,
            scope,
            created_at: now,
            disabled_at: None,
            has_second_factor: false,
        };
        let object = format!("account {}", account.email);
        let made = (None, Some(&traced(&account, false)));
        let trace = by.changed("account.add", object, made, now);
        Ok(self.store.add_account(account, trace).await?)
    }

    /// Disables an account: its sessions end, and it can never sign in again.
    ///
    /// # Errors
    /// [`AccountFault::Missing`], [`AccountFault::LastAdmin`].
    pub async fn disable(&self, id: i64, by: &Actor) -> Result<(), AccountFault> {
        let account = self.replaceable(id).await?;
        let (before, after) = (traced(&account, false), traced(&account, true));
        let object = format!("account {}", account.email);
        let changed = (Some(&before), Some(&after));
        let trace = by.changed("account.disable", object, changed, self.clock.now());
        if self.store.disable_account(id, trace).await? {
            Ok(())
        } else {
            Err(AccountFault::Missing)
        }
    }

    /// Gives an account another role and part of the town; its sessions end.
    ///
    /// # Errors
    /// [`AccountFault::Missing`], [`AccountFault::LastAdmin`], or the field `scope`.
    pub async fn change(
        &self,
        id: i64,
        (role, scope): (Role, &str),
        by: &Actor,
    ) -> Result<(), AccountFault> {
        let account = if role.has(Right::UserAdmin) {
            self.in_use(id).await?
        } else {
            self.replaceable(id).await?
        };
        let scope = self.checked_scope(role, scope.trim()).await?;
        let after = Account {
            role,
            scope: scope.clone(),
            ..account.clone()
        };
        let changed = (Some(&traced(&account, false)), Some(&traced(&after, false)));
        let object = format!("account {}", account.email);
        let trace = by.changed("account.change", object, changed, self.clock.now());
        if self.store.change_account(id, role, scope, trace).await? {
            Ok(())
        } else {
            Err(AccountFault::Missing)
        }
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// [`AccountFault::Missing`] when it is not in use or has none.
    pub async fn end_sessions(&self, id: i64, by: &Actor) -> Result<(), AccountFault> {
        let account = self.in_use(id).await?;
        let object = format!("account {}", account.email);
        let trace = by.did("account.end-sessions", object, self.clock.now());
        if self.store.end_sessions(id, trace).await? {
            Ok(())
        } else {
            Err(AccountFault::NoSession)
        }
    }

    /// Takes the second factor of an account away, for who lost theirs; its sessions end.
    ///
    /// # Errors
    /// [`AccountFault::Missing`] when it is not in use, [`AccountFault::NoFactor`].
    pub async fn reset_factor(&self, id: i64, by: &Actor) -> Result<(), AccountFault> {
        let account = self.in_use(id).await?;
        let object = format!("account {}", account.email);
        let trace = by.did("account.second-factor-reset", object, self.clock.now());
        if self.store.remove_factor(id, trace).await? {
            Ok(())
        } else {
            Err(AccountFault::NoFactor)
        }
    }

    /// An account in use.
    pub(super) async fn in_use(&self, id: i64) -> Result<Account, AccountFault> {
        let all = self.store.accounts().await?;
        let mut in_use = all.into_iter().filter(|one| one.disabled_at.is_none());
        in_use
            .find(|account| account.id == id)
            .ok_or(AccountFault::Missing)
    }

    /// An account in use that is not the last which can make others.
    async fn replaceable(&self, id: i64) -> Result<Account, AccountFault> {
        let all = self.store.accounts().await?;
        let mut in_use = all.iter().filter(|account| account.disabled_at.is_none());
        let account = in_use
            .clone()
            .find(|account| account.id == id)
            .ok_or(AccountFault::Missing)?;
        let makes_others = |account: &Account| account.role.has(Right::UserAdmin);
        if makes_others(account) && !in_use.any(|other| other.id != id && makes_others(other)) {
            return Err(AccountFault::LastAdmin);
        }
        Ok(account.clone())
    }

    /// Gives an account another password; its sessions end.
    ///
    /// # Errors
    /// [`AccountFault::Missing`], [`AccountFault::Password`].
    pub async fn reset_password(
        &self,
        email: &str,
        password: String,
        by: &Actor,
    ) -> Result<(), AccountFault> {
        let account = self.store.account_of(tidy(email)).await?;
        let account = account.ok_or(AccountFault::Missing)?;
        self.give(&account, password, by).await?;
        Ok(self.forget(&account.email, None, self.clock.now()).await?)
    }

    /// Changes the password of somebody who knows the present one: all their
    /// sessions end, and a new one starts here.
    ///
    /// # Errors
    /// [`AccountFault::WrongPassword`], [`AccountFault::Wait`], [`AccountFault::Password`].
    pub async fn change_password(
        &self,
        who: &SignedIn,
        present: String,
        password: String,
    ) -> Result<SessionSecret, AccountFault> {
        let account = self.store.account_of(who.email().to_owned()).await?;
        let account = account.ok_or(AccountFault::Missing)?;
        let now = self.clock.now();
        let subjects = vec![backoff::account(&account.email)];
        self.let_through(subjects, now).await?;
        let kept = Some(account.password.clone());
        if !self.passwords.is_right(present, kept).await? {
            let object = format!("account {}", account.email);
            let trace = who.actor().was_refused("account.password", object, now);
            self.trace(trace).await?;
            return Err(AccountFault::WrongPassword);
        }
        self.give(&account, password, who.actor()).await?;
        self.forget(&account.email, None, now).await?;
        let factor_at = account.has_second_factor.then_some(now);
        let id_token = who.id_token().map(str::to_owned);
        self.start_session(&account, who.actor(), factor_at, id_token)
            .await
    }

    async fn give(
        &self,
        account: &Account,
        password: String,
        by: &Actor,
    ) -> Result<(), AccountFault> {
        Passwords::check(&password, &account.email)?;
        let hash: PasswordHash = self.passwords.hash(password, self.draw()?).await?;
        let object = format!("account {}", account.email);
        let trace = by.did("account.password", object, self.clock.now());
        if self.store.set_password(account.id, hash, trace).await? {
            Ok(())
        } else {
            Err(AccountFault::Missing)
        }
    }

    async fn checked_scope(
        &self,
        role: Role,
        scope: &str,
    ) -> Result<Option<PlaceCode>, AccountFault> {
        if scope.is_empty() {
            return Ok(None);
        }
        if !role.takes_scope() {
            return Err(field("scope", "none: this role is about the whole town"));
        }
        let places = self.store.places().await?;
        let known = places
            .into_iter()
            .find(|place| place.code.as_str() == scope);
        known
            .map(|place| Some(place.code))
            .ok_or_else(|| field("scope", "the code of a place of the town"))
    }
}

fn field(field: &'static str, reason: &str) -> AccountFault {
    AccountFault::Field {
        field,
        reason: reason.to_owned(),
    }
}

fn checked_email(text: &str) -> Result<String, AccountFault> {
    let email = tidy(text);
    let is_plain = email
        .chars()
        .all(|c| !c.is_whitespace() && !c.is_control() && !"<>\"',;".contains(c));
    match email.split_once('@') {
        Some((name, host)) if is_plain && !name.is_empty() && host.contains('.') => Ok(email),
        _ => Err(field("email", "an address such as a.martin@ville.example")),
    }
}

fn traced(account: &Account, disabled: bool) -> Traced<'_> {
    Traced {
        email: &account.email,
        name: &account.name,
        role: account.role,
        scope: account.scope.as_ref(),
        disabled,
    }
}
