use model::access::Role;
use model::time::At;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::store::{AuditEntry, AuditResult};

/// Who does something, and from where: what a trace begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The address of an account, `console` or `anonymous`.
    pub name: String,
    /// What they are.
    pub role: Option<Role>,
    /// An address of the network, or `console`.
    pub origin: String,
    /// The request, as the log of the server names it.
    pub request: Option<String>,
}

impl Actor {
    /// Whoever may open the database itself.
    pub fn console() -> Self {
        Self {
            name: "console".to_owned(),
            role: None,
            origin: "console".to_owned(),
            request: None,
        }
    }

    /// Somebody who did not sign in.
    pub fn anonymous(origin: String, request: Option<String>) -> Self {
        Self {
            name: "anonymous".to_owned(),
            role: None,
            origin,
            request,
        }
    }

    /// The trace of something that was done.
    pub fn did(&self, action: &str, object: impl Into<String>, at: At) -> AuditEntry {
        AuditEntry {
            at,
            actor: self.name.clone(),
            role: self.role,
            action: action.to_owned(),
            object: object.into(),
            before_hash: None,
            after_hash: None,
            origin: self.origin.clone(),
            request: self.request.clone(),
            result: AuditResult::Done,
        }
    }

    /// The trace of something that was done to an object: what it was and what
    /// it became, as hashes of their JSON.
    pub fn changed<T: Serialize>(
        &self,
        action: &str,
        object: impl Into<String>,
        (before, after): (Option<&T>, Option<&T>),
        at: At,
    ) -> AuditEntry {
        AuditEntry {
            before_hash: before.and_then(hash),
            after_hash: after.and_then(hash),
            ..self.did(action, object, at)
        }
    }

    /// The trace of something that was refused.
    pub fn was_refused(&self, action: &str, object: impl Into<String>, at: At) -> AuditEntry {
        AuditEntry {
            result: AuditResult::Refused,
            ..self.did(action, object, at)
        }
    }
}

fn hash<T: Serialize>(object: &T) -> Option<String> {
    let text = serde_json::to_vec(object).ok()?;
    Some(format!("{:x}", Sha256::digest(text)))
}
