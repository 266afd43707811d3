use std::sync::Arc;

use model::access::{Caller, Right};
use model::city::PlaceCode;

use super::Actor;
use crate::state::State;

/// Somebody who is signed in, as a handler gets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn(Arc<Who>);

#[derive(Debug, PartialEq, Eq)]
struct Who {
    account: i64,
    caller: Caller,
    session: String,
    actor: Actor,
    id_token: Option<String>,
}

impl SignedIn {
    pub(super) fn new(
        account: i64,
        caller: Caller,
        session: (String, Option<String>),
        actor: Actor,
    ) -> Self {
        let (session, id_token) = session;
        Self(Arc::new(Who {
            account,
            caller,
            session,
            actor,
            id_token,
        }))
    }

    /// Number of the account.
    pub fn account(&self) -> i64 {
        self.0.account
    }

    /// Address of the account.
    pub fn email(&self) -> &str {
        &self.0.actor.name
    }

    /// Name, role and scope.
    pub fn caller(&self) -> &Caller {
        &self.0.caller
    }

    /// Who they are in a trace.
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// What a provider elsewhere vouched with, where one did.
    pub fn id_token(&self) -> Option<&str> {
        self.0.id_token.as_deref()
    }

    /// SHA-256 of the session's identifier.
    pub(super) fn session(&self) -> &str {
        &self.0.session
    }

    /// Whether they have a right at a place of the town.
    pub fn may_at(&self, right: Right, place: &PlaceCode, state: &State) -> bool {
        state.read(|snapshot| self.0.caller.may(right, place, snapshot.town.tree()))
    }
}
