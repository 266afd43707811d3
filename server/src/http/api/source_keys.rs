use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::http::{HeaderMap, StatusCode, header};
use model::city::PlaceCode;
use model::time::At;
use sha2::{Digest, Sha256};

use crate::http::Problem;
use crate::store::{SourceActivity, SourceKey, Store, StoreError};

/// The valid source keys, by the hash of their secret.
///
/// A look-up is by SHA-256, so that no comparison of secrets can leak by its duration.
#[derive(Debug, Clone, Default)]
pub struct SourceKeys {
    by_hash: Arc<RwLock<HashMap<[u8; 32], Source>>>,
    heard: Arc<Mutex<HashMap<Arc<str>, Heard>>>,
}

/// What a source sent that is not noted yet.
#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    noted_at: At,
    accepted: u64,
    refused: u64,
}

/// What a source sent is noted at most every so many seconds: a small post is no commit more.
const NOTED_S: i64 = 10;

/// The source that sent a request.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name.
    pub name: Arc<str>,
    /// The place that it may tell of, with what is below it; `None`: the whole town.
    pub place: Option<PlaceCode>,
}

impl SourceKeys {
    /// Reads the keys again, after one was made or revoked.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer; the keys are then what they were.
    pub async fn reload(&self, store: &dyn Store) -> Result<(), StoreError> {
        let source = |key: SourceKey| {
            let (name, place) = (Arc::from(key.name), key.place);
            Some((from_hex(&key.sha256)?, Source { name, place }))
        };
        let keys = store
            .keys()
            .await?
            .into_iter()
            .filter(|key| key.revoked_at.is_none())
            .filter_map(source)
            .collect();
        *self.by_hash.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// Notes what a source sent, now and then. What is not noted when the process ends is lost
    /// from these counts, and from nothing else.
    pub(super) async fn heard(
        &self,
        store: &dyn Store,
        source: &Source,
        now: At,
        (accepted, refused): (u64, u64),
    ) {
        let more = {
            let mut all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            let heard = all.entry(source.name.clone()).or_default();
            heard.accepted += accepted;
            heard.refused += refused;
            if now < heard.noted_at.plus_seconds(NOTED_S) {
                return;
            }
            let more = SourceActivity {
                source: source.name.to_string(),
                heard_at: now,
                accepted: heard.accepted,
                refused: heard.refused,
            };
            *heard = Heard {
                noted_at: now,
                ..Heard::default()
            };
            more
        };
        if let Err(fault) = store.note_source(more).await {
            tracing::warn!(%fault, "what a source sent is not noted");
        }
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
