//! Headers that keep a page to what it is made of.
//!
//! An inline script runs when it bears the nonce of its answer, or when its
//! digest is named by [`InlineScripts`]; whatever else gets into a page, does not.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue};
use rand::RngCore;

use super::Proxy;

/// What the inline scripts of a page bear. Found among the extensions of the
/// request; give it to the renderer:
/// `provide_context(Nonce::from_value(nonce.0.clone()))`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageNonce(pub Arc<str>);

impl PageNonce {
    /// 128 random bits in hexadecimal.
    pub fn random() -> Self {
        let mut bytes = [0; 16];
        rand::rng().fill_bytes(&mut bytes);
        Self(format!("{:032x}", u128::from_ne_bytes(bytes)).into())
    }
}

/// Digests of the inline scripts of an answer, as CSP sources
/// (`'sha256-…' 'sha256-…'`), among its extensions. They stand in for the nonce.
#[derive(Debug, Clone)]
pub(super) struct InlineScripts(pub Arc<str>);

/// Adds the headers to every answer. Layer it outside of what renders pages.
pub async fn secure(State(proxy): State<Proxy>, mut request: Request, next: Next) -> Response {
    let nonce = PageNonce::random();
    let host = proxy.host(request.headers()).map(str::to_owned);
    let is_https = proxy.is_https(request.headers());
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;

    let policy = if is_page(response.headers()) {
        let scripts = match response.extensions_mut().remove::<InlineScripts>() {
            Some(InlineScripts(digests)) => digests.to_string(),
            None => format!("'nonce-{}'", nonce.0),
        };
        HeaderValue::try_from(page_policy(&scripts, host.as_deref())).ok()
    } else {
        None
    };
    let policy = policy
        .unwrap_or_else(|| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn page_policy(scripts: &str, host: Option<&str>) -> String {
    // `'self'` does not cover websockets in browsers of before 2022.
    let sockets = host
        .filter(|host| {
            host.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-.:[]".contains(&b))
        })
        .map(|host| format!(" ws://{host} wss://{host}"))
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{sockets}; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
