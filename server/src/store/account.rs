use std::fmt;

use model::access::{Caller, Role};
use model::city::PlaceCode;
use model::time::At;

/// A password as it may be kept: Argon2id in the PHC string format. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Number, given by the store.
    pub id: i64,
    /// Address by which they sign in, in small letters; unique among the accounts in use.
    pub email: String,
    /// Name, for the screen.
    pub name: String,
    /// Password.
    pub password: PasswordHash,
    /// What they are.
    pub role: Role,
    /// The place at and below which they act; without one, the whole town.
    pub scope: Option<PlaceCode>,
    /// When it was made.
    pub created_at: At,
    /// When it was disabled, if it was.
    pub disabled_at: Option<At>,
    /// Whether a code is asked for after the password. Not looked at when it is added.
    pub has_second_factor: bool,
}

impl Account {
    /// The person, as pages know them.
    pub fn caller(&self) -> Caller {
        Caller {
            name: self.name.clone(),
            role: self.role,
            scope: self.scope.clone(),
        }
    }
}
