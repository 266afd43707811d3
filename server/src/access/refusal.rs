use model::time::At;

use crate::store::StoreError;

/// Why nobody was signed in.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SignInFault {
    /// Address or password: which one is not said.
    #[error("address or password unknown")]
    Unknown,
    /// Too many tries: wait until then.
    #[error("too many tries")]
    Wait(At),
    /// It cannot be checked now: try again.
    #[error("unavailable")]
    Unavailable,
}

/// Why an account was not made or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountFault {
    /// A field cannot be used: its name, and what to write.
    #[error("{field}: {reason}")]
    Field {
        /// The field.
        field: &'static str,
        /// What to write.
        reason: String,
    },
    /// The password cannot be chosen: why.
    #[error("password: {0}")]
    Password(&'static str),
    /// The present password is not that one.
    #[error("the present password is another one")]
    WrongPassword,
    /// The code is not the one of now, or was taken before.
    #[error("the code is another one, or was used before")]
    WrongCode,
    /// The role asks for a second factor: it cannot be left.
    #[error("this role needs a second factor")]
    Needed,
    /// Too many tries: wait until then.
    #[error("too many tries")]
    Wait(At),
    /// An account in use has that address: disable it first.
    #[error("there is an account with that address")]
    Taken,
    /// No account in use is meant.
    #[error("there is no such account in use")]
    Missing,
    /// Nobody is signed in with that account.
    #[error("nobody is signed in with that account")]
    NoSession,
    /// That account has no second factor.
    #[error("that account has no second factor")]
    NoFactor,
    /// The link is not one of ours, was used, or has expired.
    #[error("the link is not valid any more")]
    Link,
    /// The last account that can make others: make another one first.
    #[error("the last administrator in use: make another one first")]
    LastAdmin,
    /// It cannot be done now: try again.
    #[error("unavailable: try again")]
    Unavailable,
}

impl From<StoreError> for AccountFault {
    fn from(fault: StoreError) -> Self {
        match fault {
            StoreError::Conflict(_) => Self::Taken,
            fault => {
                tracing::error!(%fault, "accounts");
                Self::Unavailable
            }
        }
    }
}

impl From<StoreError> for SignInFault {
    fn from(fault: StoreError) -> Self {
        tracing::error!(%fault, "sign-in");
        Self::Unavailable
    }
}
