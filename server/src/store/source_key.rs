use model::city::PlaceCode;
use model::time::At;
use serde::{Deserialize, Serialize};

/// A credential of a source that sends readings. The secret itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceKey {
    /// Name of the source, unique.
    pub name: String,
    /// SHA-256 of the secret, in hexadecimal.
    pub sha256: String,
    /// First characters of the secret, to recognise it by.
    pub prefix: String,
    /// The place that it may tell of, with what is below it; `None`: the whole town.
    pub place: Option<PlaceCode>,
    /// When it was made.
    pub created_at: At,
    /// When it was revoked, if it was.
    pub revoked_at: Option<At>,
}

impl SourceKey {
    /// How the audit names it when it is made: `key NAME at PLACE`, or `key NAME at *` for the
    /// whole town. The last ` at ` is ours, whatever the name holds.
    pub fn object(&self) -> String {
        let place = self.place.as_ref().map_or("*", PlaceCode::as_str);
        format!("key {} at {place}", self.name)
    }
}
