//! What the server counts, for Prometheus.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use metrics::{counter, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use tokio::time::sleep;

use super::{Problem, Proxy};

/// Seconds; from a page out of the cache to a large import.
const DURATIONS_S: [f64; 10] = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1.0, 5.0, 30.0];

/// Starts counting. Call it once, before anything that counts is made.
///
/// # Errors
/// When counting was started already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets(&DURATIONS_S)?
        .install_recorder()
}

/// `/metrics`, for who asks from this machine: how often a server is signed in to is
/// nobody's business outside. Others find nothing there.
pub fn router<S: Clone + Send + Sync + 'static>(
    handle: PrometheusHandle,
    proxy: Proxy,
) -> Router<S> {
    let answer = async move |request: Request| {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let is_here = peer
            .is_some_and(|ConnectInfo(peer)| proxy.caller(request.headers(), *peer).is_loopback());
        if !is_here {
            return Problem::new(StatusCode::NOT_FOUND).into_response();
        }
        let text = "text/plain; version=0.0.4; charset=utf-8";
        ([(CONTENT_TYPE, text)], handle.render()).into_response()
    };
    Router::new().route("/metrics", get(answer))
}

/// Folds what was counted since into the histograms, for ever: without it they
/// would grow while nobody asks for `/metrics`.
pub async fn keep_up(handle: PrometheusHandle) {
    loop {
        sleep(Duration::from_secs(5)).await;
        handle.run_upkeep();
    }
}

/// Counts and times the answers by route, never by address: a caller does not
/// choose how many rows there are.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    };
    let start = Instant::now();
    let response = next.run(request).await;
    let labels = [
        ("method", method.to_owned()),
        ("status", response.status().as_u16().to_string()),
        ("route", route),
    ];
    histogram!("belvedere_http_seconds", &labels).record(start.elapsed());
    counter!("belvedere_http_requests_total", &labels).increment(1);
    response
}
