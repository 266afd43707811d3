//! Who did what: a chain of rows, each of which seals the one before it.

use model::access::Role;
use model::time::At;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Something that somebody did, or tried to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// When, on the machine's clock.
    pub at: At,
    /// Who: the address of an account, `console`, or `anonymous`.
    pub actor: String,
    /// What they were then.
    pub role: Option<Role>,
    /// What they did, e.g. `sign-in`, `account.add`, `alert.close`.
    pub action: String,
    /// To what, e.g. `account 12`.
    pub object: String,
    /// SHA-256 of the object before, where it was changed.
    pub before_hash: Option<String>,
    /// SHA-256 of the object after.
    pub after_hash: Option<String>,
    /// From where: an address of the network, or `console`.
    pub origin: String,
    /// The request, as the log of the server names it.
    pub request: Option<String>,
    /// Whether it was done or refused.
    pub result: AuditResult,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AuditResult {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

/// A row of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRecord {
    /// Number: 1, 2, 3 … without gaps.
    pub id: i64,
    /// What happened.
    #[serde(flatten)]
    pub entry: AuditEntry,
    /// Hash of the row before; 64 zeros for the first.
    pub previous: String,
    /// Hash of this row.
    pub hash: String,
}

/// What the first row names as the hash of the row before.
pub const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl AuditResult {
    /// Its word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

impl AuditRecord {
    /// Seals an entry behind the row `previous`.
    pub fn seal(id: i64, entry: AuditEntry, previous: String) -> Self {
        let hash = hash(id, &entry, &previous);
        Self {
            id,
            entry,
            previous,
            hash,
        }
    }

    /// Whether the row says what it was sealed with, and follows `before`.
    pub fn follows(&self, before: Option<&Self>) -> bool {
        let (id, previous) = before.map_or((1, NO_HASH), |row| (row.id + 1, row.hash.as_str()));
        self.id == id
            && self.previous == previous
            && self.hash == hash(self.id, &self.entry, previous)
    }
}

/// SHA-256 of the row as a JSON array without spaces, its columns in the order
/// of the table: anybody can compute it again.
fn hash(id: i64, entry: &AuditEntry, previous: &str) -> String {
    let row = serde_json::json!([
        id,
        entry.at.millis(),
        entry.actor,
        entry.role.map(Role::as_str),
        entry.action,
        entry.object,
        entry.before_hash,
        entry.after_hash,
        entry.origin,
        entry.request,
        entry.result.as_str(),
        previous,
    ]);
    format!("{:x}", Sha256::digest(row.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(action: &str) -> AuditEntry {
        AuditEntry {
            at: At::from_millis(1_790_000_000_000),
            actor: "a@ville.example".to_owned(),
            role: Some(Role::Admin),
            action: action.to_owned(),
            object: "account 2".to_owned(),
            before_hash: None,
            after_hash: None,
            origin: "192.0.2.1".to_owned(),
            request: None,
            result: AuditResult::Done,
        }
    }

    #[test]
    fn a_row_is_sealed_as_documented() {
        let row = AuditRecord::seal(1, entry("account.add"), NO_HASH.to_owned());
        // printf '%s' '[1,1790000000000,"a@ville.example","admin","account.add",…]' | sha256sum
        let text = format!(
            "[1,1790000000000,\"a@ville.example\",\"admin\",\"account.add\",\"account 2\",null,\
             null,\"192.0.2.1\",null,\"done\",\"{NO_HASH}\"]"
        );
        assert_eq!(row.hash, format!("{:x}", Sha256::digest(text)));
        assert!(row.follows(None));
    }

    #[test]
    fn a_row_that_was_changed_or_taken_away_is_noticed() {
        let first = AuditRecord::seal(1, entry("account.add"), NO_HASH.to_owned());
        let second = AuditRecord::seal(2, entry("sign-in"), first.hash.clone());
        let third = AuditRecord::seal(3, entry("sign-out"), second.hash.clone());
        assert!(second.follows(Some(&first)) && third.follows(Some(&second)));
        assert!(!third.follows(Some(&first)), "the second is missing");
        let mut forged = second.clone();
        forged.entry.actor = "b@ville.example".to_owned();
        assert!(!forged.follows(Some(&first)));
        let resealed = AuditRecord::seal(2, forged.entry, first.hash.clone());
        assert!(resealed.follows(Some(&first)));
        assert!(
            !third.follows(Some(&resealed)),
            "all after it would have to be"
        );
    }
}
