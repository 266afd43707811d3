use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::{Extension, Router};
use server::http::limits::Limits;
use server::http::metrics;
use server::http::{Proxy, dress, health};

use crate::asked::get;

#[tokio::test]
async fn a_server_lives_before_it_is_ready() {
    let loaded = Arc::new(AtomicBool::new(false));
    let ready = {
        let loaded = Arc::clone(&loaded);
        move || {
            let loaded = loaded.load(Ordering::SeqCst);
            async move {
                loaded
                    .then_some(())
                    .ok_or("the town is not loaded".to_owned())
            }
        }
    };
    let routes = dress(health::router(ready), Proxy::none(), Limits::default());
    assert_eq!(
        get(&routes, "/health/live", &[]).await.status,
        StatusCode::OK
    );
    let not_yet = get(&routes, "/health/ready", &[]).await;
    assert_eq!(not_yet.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(not_yet.json()["detail"], "the town is not loaded");
    loaded.store(true, Ordering::SeqCst);
    assert_eq!(
        get(&routes, "/health/ready", &[]).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn answers_are_counted_by_route_and_never_by_address() {
    let handle = metrics::install().unwrap();
    let routes = Router::new()
        .route("/lieu/{code}", axum::routing::get(async || "ok"))
        .merge(metrics::router(handle, Proxy::none()));
    let from = |peer: &str| {
        let peer: SocketAddr = peer.parse().unwrap();
        let routes = routes.clone().layer(Extension(ConnectInfo(peer)));
        dress(routes, Proxy::none(), Limits::default())
    };
    let (routes, outside) = (from("127.0.0.1:5000"), from("192.0.2.1:5000"));
    let refused = get(&outside, "/metrics", &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    for path in ["/lieu/mairie", "/lieu/ecole", "/nowhere", "/elsewhere"] {
        get(&routes, path, &[]).await;
    }
    let text = get(&routes, "/metrics", &[]).await;
    let has = |line: &str| assert!(text.text().contains(line), "{line}\n{}", text.text());
    has(r#"belvedere_http_requests_total{method="GET",status="200",route="/lieu/{code}"} 2"#);
    has("belvedere_http_seconds_bucket");
    assert!(!text.text().contains("mairie") && !text.text().contains("nowhere"));
}
