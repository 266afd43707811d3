//! How much one request may ask of the server.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http_body_util::Limited;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower_http::timeout::TimeoutBody;

use super::Problem;

/// The limits of requests.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a body, as sent.
    pub body_bytes: usize,
    /// How long a body may stand still.
    pub body_pause: Duration,
    /// How long an answer may take, its request's body included.
    pub answer_within: Duration,
    /// Requests answered at once; websockets do not count once they are open.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 64 << 20,
            body_pause: Duration::from_secs(10),
            answer_within: Duration::from_secs(120),
            at_once: 1024,
        }
    }
}

/// What [`hold`] needs: made once from [`Limits`].
#[derive(Debug, Clone)]
pub struct Gate {
    limits: Arc<Limits>,
    places: Arc<Semaphore>,
}

impl Gate {
    /// A gate that nobody has passed yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limits.at_once)),
            limits: Arc::new(limits),
        }
    }
}

/// Holds every request to the limits. A body that is too long or stands still
/// fails where it is read; one that says beforehand that it is, is not read.
pub async fn hold(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Limits {
        body_bytes,
        body_pause,
        answer_within,
        ..
    } = *gate.limits;
    let Ok(_place) = gate.places.try_acquire() else {
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("the server has all the work it can take")
            .retry_after(Duration::from_secs(2))
            .into_response();
    };
    let announced = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).is_ok_and(|n| n > body_bytes)) {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE)
            .detail(format!(
                "the body has {} bytes, at most {body_bytes} are taken: send it in parts",
                announced.unwrap_or_default(),
            ))
            .into_response();
    }
    let request =
        request.map(|body| Body::new(TimeoutBody::new(body_pause, Limited::new(body, body_bytes))));
    match timeout(answer_within, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE)
            .detail("the answer took too long; nothing says that it was not done: ask again")
            .retry_after(Duration::from_secs(10))
            .into_response(),
    }
}
