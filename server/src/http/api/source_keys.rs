use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::http::Problem;
use crate::store::{Store, StoreError};

/// The valid source keys, by the hash of their secret.
///
/// A look-up is by SHA-256, so that no comparison of secrets can leak by its duration.
#[derive(Debug, Clone, Default)]
pub struct SourceKeys {
    by_hash: Arc<RwLock<HashMap<[u8; 32], Arc<str>>>>,
}

/// The name of the source that sent a request.
#[derive(Debug, Clone)]
pub struct Source(pub Arc<str>);

impl SourceKeys {
    /// Reads the keys again, after one was made or revoked.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer; the keys are then what they were.
    pub async fn reload(&self, store: &dyn Store) -> Result<(), StoreError> {
        let keys = store
            .keys()
            .await?
            .into_iter()
            .filter(|key| key.revoked_at.is_none())
            .filter_map(|key| Some((from_hex(&key.sha256)?, Arc::from(key.name))))
            .collect();
        *self.by_hash.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// The source whose key a request carries, as `Authorization: Bearer` or `X-Api-Key`.
    ///
    /// # Errors
    /// 401 when there is none, or it is not valid.
    pub fn source(&self, headers: &HeaderMap) -> Result<Source, Problem> {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        let secret = bearer
            .or_else(|| headers.get("x-api-key").map(|value| value.as_bytes()))
            .ok_or_else(|| refused("send the key of the source as `Authorization: Bearer KEY`"))?;
        let hash: [u8; 32] = Sha256::digest(secret.trim_ascii()).into();
        self.by_hash
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&hash)
            .cloned()
            .map(Source)
            .ok_or_else(|| refused("this key is not valid, or was revoked"))
    }
}

fn refused(detail: &'static str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED).detail(detail)
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
