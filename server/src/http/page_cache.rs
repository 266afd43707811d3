//! Public pages, rendered once for each state of the town.
//!
//! A stored page is the same bytes for everybody, compressed once: its inline
//! scripts are let through by their digests rather than by a nonce. Only
//! scripts that bear the nonce of their rendering get a digest, and nobody
//! outside knew that nonce, so this is as strict.

mod inline_scripts;
mod shelf;
mod stored_page;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use self::shelf::Shelf;
use self::stored_page::StoredPage;
use super::Problem;
use super::security::PageNonce;
use crate::access::SignedIn;

/// Bytes; no page of ours comes near.
const PAGE_LIMIT: usize = 8 << 20;

/// A cookie that changes pages, with the values it may have:
/// `("theme", &["light", "dark"])`. Another value is as good as none.
pub type Choices = &'static [(&'static str, &'static [&'static str])];

/// Says which state of the town pages show: another number, another page.
pub type Version = Arc<dyn Fn() -> u64 + Send + Sync>;

/// Keeps rendered pages while the town's state stays as it is.
#[derive(Clone)]
pub struct PageCache(Arc<Inner>);

struct Inner {
    version: Version,
    choices: Choices,
    shelf: Shelf,
}

impl PageCache {
    /// An empty cache: at most 256 pages and 32 MiB. `choices` are the only
    /// cookies and values that a page may depend on.
    pub fn new(version: Version, choices: Choices) -> Self {
        Self(Arc::new(Inner {
            version,
            choices,
            shelf: Shelf::new(256, 32 << 20),
        }))
    }

    /// An empty cache of files that no choice changes: reports, tables.
    pub fn of_files(version: Version) -> Self {
        Self(Arc::new(Inner {
            version,
            choices: &[],
            shelf: Shelf::new(64, 16 << 20),
        }))
    }
}

/// Kinds of answers that are kept: pages, and the files made of them.
const KEPT: [&str; 5] = [
    "text/html",
    "text/csv",
    "application/pdf",
    "application/atom+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
];

/// Answers `GET` and `HEAD` from the cache. Layer it only over public pages,
/// inside of [`super::security::secure`]. The renderer sees the address and
/// the choices, nothing else of the request: what it renders fits every caller.
/// Whoever is signed in gets pages of their own, which nobody keeps.
pub async fn cache_pages(
    State(PageCache(cache)): State<PageCache>,
    request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if request.extensions().get::<SignedIn>().is_some() {
        let mut response = next.run(request).await;
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(CACHE_CONTROL, never);
        return response;
    }
    let (asked, _) = request.into_parts();
    let nonce = asked.extensions.get::<PageNonce>().cloned();
    let nonce = nonce.unwrap_or_else(PageNonce::random);
    // Read before rendering: a page is at least as new as its number.
    let version = (cache.version)();
    let chosen = chosen(&asked.headers, cache.choices);
    let slot = cache.shelf.slot(&asked.uri, &chosen, version);
    let (mut fresh, mut unfit) = (false, None);
    let rendering = async {
        fresh = true;
        let response = next.clone().run(anonymous(&asked, &chosen, &nonce)).await;
        match store(response, &nonce).await {
            Ok(page) => Some(Arc::new(page)),
            Err(response) => {
                unfit = Some(response);
                None
            }
        }
    };
    let stored = slot.page.get_or_init(|| rendering).await.clone();
    if let Some(page) = stored {
        if fresh {
            cache.shelf.settle(&slot);
        }
        return page.answer(&asked);
    }
    cache.shelf.forget(&slot);
    match unfit {
        Some(response) => *response,
        // Somebody else rendered it, and it is not one to share.
        None => next.run(anonymous(&asked, &chosen, &nonce)).await,
    }
}

/// Forgets who asks: what is behind is the same file for everybody, made once.
pub async fn for_anybody(mut request: Request, next: Next) -> Response {
    request.extensions_mut().remove::<SignedIn>();
    next.run(request).await
}

/// The same question, asked by nobody in particular.
fn anonymous(asked: &Parts, chosen: &str, nonce: &PageNonce) -> Request {
    let mut request = Request::new(Body::empty());
    if let Ok(cookies) = HeaderValue::from_str(chosen)
        && !cookies.is_empty()
    {
        request.headers_mut().insert(COOKIE, cookies);
    }
    *request.uri_mut() = asked.uri.clone();
    *request.extensions_mut() = asked.extensions.clone();
    request.extensions_mut().insert(nonce.clone());
    request
}

/// The choices among the cookies, as a `Cookie` header would have them.
fn chosen(headers: &HeaderMap, choices: Choices) -> String {
    let cookies: Vec<(&str, &str)> = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .collect();
    let kept = choices.iter().filter_map(|(name, values)| {
        let (_, value) = cookies.iter().find(|(cookie, _)| cookie == name)?;
        values.contains(value).then(|| format!("{name}={value}"))
    });
    kept.collect::<Vec<_>>().join("; ")
}

/// The page of a response, or the response when it is not one to keep.
async fn store(response: Response, nonce: &PageNonce) -> Result<StoredPage, Box<Response>> {
    let headers = response.headers();
    let says = |name, text: &str| {
        let value = headers.get(name);
        value.is_some_and(|value| value.to_str().is_ok_and(|value| value.contains(text)))
    };
    let keep = response.status() == StatusCode::OK
        && KEPT.iter().any(|kind| says(CONTENT_TYPE, kind))
        && !headers.contains_key(SET_COOKIE)
        && !says(CACHE_CONTROL, "no-store")
        && !says(CACHE_CONTROL, "private");
    let (head, body) = response.into_parts();
    if !keep {
        return Err(Box::new(Response::from_parts(head, body)));
    }
    match to_bytes(body, PAGE_LIMIT).await {
        Ok(body) => Ok(StoredPage::new(head.headers, body, nonce)),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered to its end");
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
                .detail("the page cannot be shown; the reason is in the log of the server");
            Err(Box::new(problem.into_response()))
        }
    }
}
