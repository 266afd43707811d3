use axum::response::Html;
use axum::routing::get as on_get;
use axum::{Extension, Router};
use server::http::limits::Limits;
use server::http::{PageNonce, Proxy, dress};

use crate::asked::{Answer, get};

async fn page(Extension(nonce): Extension<PageNonce>) -> Html<String> {
    Html(format!("<script nonce=\"{}\">x()</script>", nonce.0))
}

fn routes(proxy: Proxy) -> Router {
    let routes = Router::new()
        .route("/", on_get(page))
        .route("/data", on_get(async || axum::Json(1)));
    dress(routes, proxy, Limits::default())
}

async fn of(path: &str, headers: &[(&str, &str)], proxy: Proxy) -> Answer {
    get(&routes(proxy), path, headers).await
}

#[tokio::test]
async fn the_policy_names_the_nonce_of_the_page_and_never_twice_the_same() {
    let routes = routes(Proxy::none());
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let answer = get(&routes, "/", &[("host", "ville.example:3000")]).await;
        let nonce = answer.text().split('"').nth(1).unwrap().to_owned();
        let policy = answer.header("content-security-policy");
        assert!(nonce.len() == 32 && policy.contains(&format!("'nonce-{nonce}'")));
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' "));
        assert!(policy.contains("connect-src 'self' ws://ville.example:3000 wss://"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        nonces.push(nonce);
    }
    assert_ne!(nonces.first(), nonces.last());
}

#[tokio::test]
async fn a_host_that_is_none_does_not_get_into_the_policy() {
    let answer = of("/", &[("host", "x; script-src *")], Proxy::none()).await;
    assert!(
        answer
            .header("content-security-policy")
            .contains("connect-src 'self';")
    );
}

#[tokio::test]
async fn every_answer_is_protected() {
    for path in ["/", "/data", "/missing"] {
        let answer = of(path, &[], Proxy::none()).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
        assert_eq!(answer.header("x-request-id").len(), 16);
    }
}

#[tokio::test]
async fn https_is_asked_for_only_where_a_trusted_proxy_speaks_it() {
    let https = [("x-forwarded-proto", "https")];
    let behind = of("/", &https, Proxy::trusted()).await;
    assert_eq!(
        behind.header("strict-transport-security"),
        "max-age=31536000"
    );
    let alone = of("/", &https, Proxy::none()).await;
    assert_eq!(alone.header("strict-transport-security"), "");
    let plain = of("/", &[], Proxy::trusted()).await;
    assert_eq!(plain.header("strict-transport-security"), "");
}
