//! What a supervisor asks: does the process live, can it serve.

use std::future::Future;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use serde_json::json;
use tokio::time::timeout;

use super::Problem;

/// A server that takes longer to say that it is ready, is not.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/health/live` and `/health/ready`. `ready` says in words what is missing,
/// the store that does not answer or the state that is not loaded.
pub fn router<S, R, F>(ready: R) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    R: Fn() -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), String>> + Send + 'static,
{
    Router::new()
        .route(
            "/health/live",
            get(async || Json(json!({"status": "live"}))),
        )
        .route("/health/ready", get(move || answer(ready())))
}

async fn answer(ready: impl Future<Output = Result<(), String>>) -> Response {
    let missing = match timeout(PATIENCE, ready).await {
        Ok(Ok(())) => return Json(json!({"status": "ready"})).into_response(),
        Ok(Err(missing)) => missing,
        Err(_) => "no answer within two seconds".to_owned(),
    };
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail(missing)
        .retry_after(PATIENCE)
        .into_response()
}
