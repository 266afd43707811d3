//! Saying at a counter how it went: `/avis/{counter}`, on its tablet or on a phone.
//!
//! Plain forms, so that any browser will do. An answer is kept as soon as a face is
//! touched; why may follow. Nothing is kept of who answers
//! ([0012](../../../docs/decisions/0012-small-counts.md)).

mod answering;
mod form_token;
mod forms;
mod pace;
mod poster;
mod rated_counter;
mod saying_why;
mod spent_forms;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use http::header::{HeaderName, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};

use self::forms::Forms;
use super::accounts::Desk;

/// Bytes of a form: a token and a word.
const FORM_BYTES: usize = 1 << 10;

/// What the handlers share.
#[derive(Clone)]
struct Ratings {
    desk: Desk,
    /// The other pages, which say that there is no such address.
    pages: Router,
    forms: Arc<Forms>,
}

/// The routes; `pages` answers for what is no counter.
pub fn routes(desk: Desk, pages: Router) -> Router {
    let forms = Arc::new(Forms::new());
    Router::new()
        .route(
            "/avis/{counter}",
            get(answering::show).post(answering::take),
        )
        .route("/avis/{counter}/raison", post(saying_why::take))
        .route("/avis/{counter}/merci", get(saying_why::thank))
        .route("/avis/{counter}/affiche", get(poster::show))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(Ratings { desk, pages, forms })
}

impl Ratings {
    /// A page that nobody keeps.
    async fn page(
        &self,
        headers: &HeaderMap,
        status: StatusCode,
        draw: impl FnOnce(&app::plain::Around) -> String,
    ) -> Response {
        self.desk.page(headers, None, status, draw).await
    }
}

/// Sends a tablet back to its first page after a while, without a script. What could be
/// lost by it is never more than a reason.
fn back_after(
    mut response: Response,
    wait: Duration,
    counter: &rated_counter::RatedCounter,
) -> Response {
    if counter.view.tablet {
        let way = format!("{}; url={}", wait.as_secs(), counter.view.start());
        if let Ok(way) = HeaderValue::try_from(way) {
            let refresh = HeaderName::from_static("refresh");
            response.headers_mut().insert(refresh, way);
        }
    }
    response
}

fn retry_after(mut response: Response, seconds: i64) -> Response {
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
