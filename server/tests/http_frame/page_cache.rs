use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get as on_get;
use axum::{Extension, Router};
use server::http::limits::Limits;
use server::http::page_cache::{PageCache, cache_pages};
use server::http::{PageNonce, Proxy, dress};

use crate::asked::{Answer, ask, get};

/// A site whose pages count how often they are rendered.
struct Town {
    rendered: Arc<AtomicU64>,
    version: Arc<AtomicU64>,
    routes: Router,
}

impl Town {
    fn new() -> Self {
        let rendered = Arc::new(AtomicU64::new(0));
        let version = Arc::new(AtomicU64::new(1));
        let render = {
            let rendered = Arc::clone(&rendered);
            async move |Extension(nonce): Extension<PageNonce>, request: Request| -> Response {
                let count = rendered.fetch_add(1, Ordering::SeqCst) + 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
                let theme = request.headers().get("cookie");
                let theme = theme.map_or("", |theme| theme.to_str().unwrap());
                let page = format!(
                    "<!doctype html><p class='{theme}'>{count} {}</p><script nonce=\"{}\">go({count})</script>\
                     <script>evil()</script>{}",
                    request.headers().len(),
                    nonce.0,
                    "<p>Clairval</p>".repeat(500)
                );
                match request.uri().path() {
                    "/missing" => (StatusCode::NOT_FOUND, Html(page)).into_response(),
                    "/private" => ([("cache-control", "private")], Html(page)).into_response(),
                    "/cookie" => ([("set-cookie", "a=b")], Html(page)).into_response(),
                    _ => Html(page).into_response(),
                }
            }
        };
        let cache = PageCache::new(
            {
                let version = Arc::clone(&version);
                Arc::new(move || version.load(Ordering::SeqCst))
            },
            &[("theme", &["light", "dark"])],
        );
        let pages = Router::new()
            .route("/{page}", on_get(render.clone()).post(render))
            .layer(from_fn_with_state(cache, cache_pages));
        Self {
            rendered,
            version,
            routes: dress(pages, Proxy::none(), Limits::default()),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        get(&self.routes, path, &[]).await
    }

    fn rendered(&self) -> u64 {
        self.rendered.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_page_is_rendered_once_for_each_state_of_the_town() {
    let town = Town::new();
    let first = town.get("/ville").await;
    assert_eq!(town.get("/ville").await.body, first.body);
    assert_eq!(town.rendered(), 1);
    town.version.store(2, Ordering::SeqCst);
    assert_ne!(town.get("/ville").await.body, first.body);
    town.get("/ville?au=2025-01-01").await;
    town.get("/ville?au=2025-01-02").await;
    assert_eq!(town.rendered(), 4);
}

#[tokio::test]
async fn who_asks_at_the_same_time_waits_for_one_rendering() {
    let town = Arc::new(Town::new());
    let all = (0..50).map(|_| {
        let town = Arc::clone(&town);
        tokio::spawn(async move { town.get("/ville").await.body })
    });
    let bodies = futures::future::join_all(all).await;
    assert!(
        bodies
            .windows(2)
            .all(|two| two[0].as_ref().unwrap() == two[1].as_ref().unwrap())
    );
    assert_eq!(town.rendered(), 1);
}

#[tokio::test]
async fn who_leaves_while_rendering_does_not_keep_the_others_waiting() {
    let town = Arc::new(Town::new());
    let leaving = tokio::spawn({
        let town = Arc::clone(&town);
        async move { town.get("/ville").await }
    });
    tokio::time::sleep(Duration::from_millis(5)).await;
    leaving.abort();
    assert_eq!(town.get("/ville").await.status, StatusCode::OK);
    assert_eq!(town.rendered(), 2);
}

#[tokio::test]
async fn scripts_of_a_stored_page_pass_by_digest_and_foreign_ones_do_not() {
    let town = Town::new();
    for _ in 0..2 {
        let answer = town.get("/ville").await;
        let policy = answer.header("content-security-policy");
        // printf 'go(1)' | openssl dgst -sha256 -binary | base64
        assert!(
            policy.contains("'sha256-oopyQloGglvWmMz5jW49OLcPG4Zf/xbfwxZIQgBfJ+w='"),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
        assert!(!policy.contains("'nonce-"));
    }
}

#[tokio::test]
async fn what_is_not_for_everybody_or_not_a_page_is_not_kept() {
    let town = Town::new();
    for (at, path) in ["/missing", "/private", "/cookie"].into_iter().enumerate() {
        let before = town.rendered();
        let answers = [town.get(path).await, town.get(path).await];
        assert_eq!(town.rendered(), before + 2, "{path}");
        for answer in answers {
            let nonce = answer.text().split('"').nth(1).unwrap();
            let policy = answer.header("content-security-policy");
            assert!(
                policy.contains(&format!("'nonce-{nonce}'")),
                "{at} {policy}"
            );
        }
    }
    let posted = ask(&town.routes, Method::POST, "/ville", &[], Body::empty()).await;
    assert_eq!(posted.header("etag"), "");
}

#[tokio::test]
async fn a_page_cannot_depend_on_who_asks() {
    let town = Town::new();
    let personal = [("cookie", "session=1"), ("accept-language", "en")];
    let answer = get(&town.routes, "/ville", &personal).await;
    let nothing = "<p class=''>1 0</p>";
    assert!(
        answer.text().contains(nothing),
        "no header reached the page"
    );
}

#[tokio::test]
async fn a_page_is_kept_for_each_choice_and_for_no_other_value() {
    let town = Town::new();
    for (cookie, class, count) in [
        ("session=1; theme=dark", "theme=dark", 1),
        ("theme=dark; session=2", "theme=dark", 1),
        ("theme=light", "theme=light", 2),
        ("theme=<script>", "", 3),
        ("theme=other", "", 3),
    ] {
        let answer = get(&town.routes, "/ville", &[("cookie", cookie)]).await;
        let expected = format!("<p class='{class}'>{count} ");
        assert!(answer.text().contains(&expected), "{cookie}");
    }
}

#[tokio::test]
async fn a_stored_page_is_sent_compressed_by_name_only_or_not_at_all() {
    let town = Town::new();
    let plain = town.get("/ville").await;
    let length = plain.body.len();
    for (accept, encoding) in [("br, gzip", "br"), ("gzip", "gzip")] {
        let answer = get(&town.routes, "/ville", &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.body.len() < length / 10, "{}", answer.body.len());
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
        let tag = answer.header("etag");
        let held = [("accept-encoding", accept), ("if-none-match", tag)];
        let again = get(&town.routes, "/ville", &held).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.body.is_empty());
        let of_plain = [
            ("accept-encoding", accept),
            ("if-none-match", plain.header("etag")),
        ];
        let other = get(&town.routes, "/ville", &of_plain).await;
        assert_eq!(other.status, StatusCode::OK);
    }
    let head = ask(&town.routes, Method::HEAD, "/ville", &[], Body::empty()).await;
    assert_eq!(head.header("content-length"), length.to_string());
    assert!(head.body.is_empty());
    assert_eq!(town.rendered(), 1);
}
