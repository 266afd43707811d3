use super::sign_in::tidy;
use super::{Accounts, Actor, Begun, SignInFault};
use crate::store::Account;

/// Somebody as a provider of identities knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OuterIdentity {
    /// The provider.
    pub issuer: String,
    /// Who it is there. Somebody who changes their employer may become another one.
    pub subject: String,
    /// Their address.
    pub email: Option<String>,
    /// Whether the provider says that the address is theirs; some never say.
    pub email_is_verified: Option<bool>,
    /// Their organisation.
    pub siret: Option<String>,
}

/// Why somebody whom a provider vouches for does not get in.
#[derive(Debug, Clone, thiserror::Error)]
pub enum OuterFault {
    /// Their organisation is not one of ours.
    #[error("another organisation")]
    Organisation,
    /// No account is theirs: roles are given here, to addresses that were invited.
    #[error("not invited")]
    NotInvited,
    /// It cannot be checked now.
    #[error(transparent)]
    SignIn(#[from] SignInFault),
}

impl Accounts {
    /// Begins a session of somebody whom a provider vouches for: the account that they
    /// had before, else the one of their address, if that is surely theirs.
    ///
    /// # Errors
    /// [`OuterFault`]; the refusal is noted.
    pub async fn sign_in_from(
        &self,
        identity: &OuterIdentity,
        (id_token, sirets): (String, &[String]),
        from: &Actor,
    ) -> Result<Begun, OuterFault> {
        let ours = identity.siret.as_ref().is_some_and(|s| sirets.contains(s));
        if !sirets.is_empty() && !ours {
            self.refuse_outer(from).await?;
            return Err(OuterFault::Organisation);
        }
        let of = (identity.issuer.clone(), identity.subject.clone());
        let known = self.store.account_of_identity(of.0.clone(), of.1.clone());
        let known = known.await.map_err(SignInFault::from)?;
        let account = match known {
            Some(account) => account,
            None => {
                let invited = self.invited(identity, ours).await?;
                let Some(account) = invited else {
                    self.refuse_outer(from).await?;
                    return Err(OuterFault::NotInvited);
                };
                let by = Actor {
                    name: account.email.clone(),
                    role: Some(account.role),
                    ..from.clone()
                };
                let object = format!("account {}", account.email);
                let trace = by.did("account.identity", object, self.clock.now());
                let linked = self.store.link_identity(of, account.id, trace);
                linked.await.map_err(SignInFault::from)?;
                account
            }
        };
        Ok(self.begin(&account, from, Some(id_token)).await?)
    }

    /// The account of an address that is surely theirs: the provider says so, or their
    /// organisation, which is one of ours, answers for it.
    async fn invited(
        &self,
        identity: &OuterIdentity,
        ours: bool,
    ) -> Result<Option<Account>, SignInFault> {
        let sure = identity.email_is_verified.unwrap_or(ours);
        let Some(email) = identity.email.as_ref().filter(|_| sure) else {
            return Ok(None);
        };
        Ok(self.store.account_of(tidy(email)).await?)
    }

    async fn refuse_outer(&self, from: &Actor) -> Result<(), SignInFault> {
        let trace = from.was_refused("sign-in.elsewhere", "no account", self.clock.now());
        Ok(self.trace(trace).await?)
    }
}
