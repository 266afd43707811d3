use super::accounts::{identifier, sha256};
use super::{AccountFault, Accounts, Actor, Passwords};

/// A link holds for so many seconds (24 hours): time enough to be handed over.
const HELD_S: i64 = 86_400;
/// Signs of an identifier of 256 bits.
const SIGNS: usize = 43;

impl Accounts {
    /// A link by which the owner of an account chooses another password, once. What it
    /// ends in is told here and kept nowhere.
    ///
    /// # Errors
    /// [`AccountFault::Missing`].
    pub async fn password_link(&self, id: i64, by: &Actor) -> Result<String, AccountFault> {
        let account = self.in_use(id).await?;
        let secret = identifier(self.draw()?);
        let now = self.clock.now();
        let trace = by.did(
            "account.password-link",
            format!("account {}", account.email),
            now,
        );
        let expires_at = now.plus_seconds(HELD_S);
        let added = self
            .store
            .add_password_link(id, sha256(&secret), expires_at, trace);
        if added.await? {
            Ok(secret)
        } else {
            Err(AccountFault::Missing)
        }
    }

    /// The address of the account that a link is for.
    ///
    /// # Errors
    /// [`AccountFault::Link`].
    pub async fn email_of_link(&self, secret: &str) -> Result<String, AccountFault> {
        if secret.len() != SIGNS {
            return Err(AccountFault::Link);
        }
        let found = self.store.account_of_link(sha256(secret), self.clock.now());
        let account = found.await?.ok_or(AccountFault::Link)?;
        Ok(account.email)
    }

    /// Uses a link: the account gets the password, and its sessions end.
    ///
    /// # Errors
    /// [`AccountFault::Link`], [`AccountFault::Password`].
    pub async fn use_password_link(
        &self,
        secret: &str,
        password: String,
        from: &Actor,
    ) -> Result<(), AccountFault> {
        let email = self.email_of_link(secret).await?;
        Passwords::check(&password, &email)?;
        let hash = self.passwords.hash(password, self.draw()?).await?;
        let now = self.clock.now();
        let by = Actor {
            name: email.clone(),
            ..from.clone()
        };
        let trace = by.did("account.password", format!("account {email}"), now);
        let used = self.store.use_password_link(sha256(secret), hash, trace);
        if !used.await? {
            return Err(AccountFault::Link);
        }
        Ok(self.forget(&email, None, now).await?)
    }
}
