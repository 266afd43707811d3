use std::io::Write;
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use flate2::write::GzEncoder;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, IF_NONE_MATCH, TRANSFER_ENCODING, VARY,
};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use memchr::memmem;
use sha2::{Digest, Sha256};

use super::inline_scripts;
use crate::http::PageNonce;
use crate::http::encoding::Encoding;
use crate::http::security::InlineScripts;

/// About a millisecond for a page of 60 kB, which 5 and 6 make a quarter of it.
const BROTLI_QUALITY: i32 = 5;
/// Base-two logarithm of the window: more than a page.
const BROTLI_WINDOW: i32 = 18;
const GZIP_QUALITY: u32 = 6;

/// A rendered page in the encodings that were asked for so far.
pub(super) struct StoredPage {
    headers: HeaderMap,
    scripts: Arc<str>,
    /// First 64 bits of the digest, in hexadecimal.
    tag: String,
    identity: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

/// A page without the nonce of its rendering, which let its scripts through to their
/// digests and is of no more use: what says the same is the same to the byte.
fn without(page: &[u8], mark: &[u8]) -> Bytes {
    let mut kept = Vec::with_capacity(page.len());
    let mut from = 0;
    for at in memmem::find_iter(page, mark) {
        kept.extend_from_slice(page.get(from..at).unwrap_or_default());
        from = at + mark.len();
    }
    kept.extend_from_slice(page.get(from..).unwrap_or_default());
    kept.into()
}

impl StoredPage {
    /// A page whose scripts bear `nonce`.
    pub fn new(mut headers: HeaderMap, body: Bytes, nonce: &PageNonce) -> Self {
        for own in [CONTENT_LENGTH, TRANSFER_ENCODING, ETAG] {
            headers.remove(own);
        }
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        let scripts = inline_scripts::digests(&body, &nonce.0).into();
        let body = without(&body, format!(" nonce=\"{}\"", nonce.0).as_bytes());
        let digest = format!("{:x}", Sha256::digest(&body));
        Self {
            headers,
            scripts,
            tag: digest.chars().take(16).collect(),
            identity: body,
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    /// What it takes in memory.
    pub fn bytes(&self) -> usize {
        let packed = [&self.brotli, &self.gzip];
        let packed: usize = packed
            .iter()
            .filter_map(|packed| packed.get())
            .map(Bytes::len)
            .sum();
        self.identity.len() + packed
    }

    /// The answer to a `GET` or `HEAD`.
    pub fn answer(&self, asked: &Parts) -> Response {
        let encoding = Encoding::accepted(&asked.headers);
        let tag = format!("\"{}-{}\"", self.tag, encoding.name().unwrap_or("id"));
        let held = asked
            .headers
            .get(IF_NONE_MATCH)
            .is_some_and(|tags| tags.as_bytes() == tag.as_bytes());
        let mut response = if held {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let body = self.body(encoding);
            let length = HeaderValue::from(body.len());
            let mut response = Response::new(if asked.method == Method::HEAD {
                Body::empty()
            } else {
                Body::from(body)
            });
            response.headers_mut().insert(CONTENT_LENGTH, length);
            if let Some(name) = encoding.name() {
                let name = HeaderValue::from_static(name);
                response.headers_mut().insert(CONTENT_ENCODING, name);
            }
            response
        };
        response.headers_mut().extend(self.headers.clone());
        if let Ok(tag) = HeaderValue::try_from(tag) {
            response.headers_mut().insert(ETAG, tag);
        }
        let scripts = InlineScripts(Arc::clone(&self.scripts));
        response.extensions_mut().insert(scripts);
        response
    }

    fn body(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => &self.identity,
            Encoding::Brotli => self.brotli.get_or_init(|| {
                let mut packed = Vec::new();
                let params = brotli::enc::BrotliEncoderParams {
                    quality: BROTLI_QUALITY,
                    lgwin: BROTLI_WINDOW,
                    size_hint: self.identity.len(),
                    ..Default::default()
                };
                // Reading and writing memory does not fail.
                let _ = brotli::BrotliCompress(&mut self.identity.as_ref(), &mut packed, &params);
                packed.into()
            }),
            Encoding::Gzip => self.gzip.get_or_init(|| {
                let level = flate2::Compression::new(GZIP_QUALITY);
                let mut packed = GzEncoder::new(Vec::new(), level);
                // Writing to memory does not fail.
                let _ = packed.write_all(&self.identity);
                packed.finish().unwrap_or_default().into()
            }),
        }
        .clone()
    }
}
