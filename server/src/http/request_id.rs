use std::fmt;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::header::HeaderName;
use rand::RngCore;
use tracing::Instrument;

use super::Problem;

/// What one request is called in the log, in the header `x-request-id` and in
/// a problem's `instance`. Found among the extensions of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(u64);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Names every request, logs how it was answered, and writes its name into problems.
pub async fn name_request(mut request: Request, next: Next) -> Response {
    let id = RequestId(rand::rng().next_u64());
    request.extensions_mut().insert(id);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", %id, %method, path);
    let start = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, elapsed) = (response.status(), start.elapsed());
    span.in_scope(|| {
        if status.is_server_error() {
            tracing::error!(%status, ?elapsed, "answered");
        } else {
            tracing::debug!(%status, ?elapsed, "answered");
        }
    });
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        *response.body_mut() = problem.of_request(id).body();
    }
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        let name = HeaderName::from_static("x-request-id");
        response.headers_mut().insert(name, id);
    }
    response
}
