//! Acting on an alert from its page: forms that work without scripts.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use http::StatusCode;
use model::access::Right;
use model::watch::AlertAct;
use serde::Deserialize;

use super::Problem;
use super::accounts::{Desk, Refused};
use crate::access::SignedIn;
use crate::watch::{self, ActError};

/// Bytes of a form: a note of 500 characters.
const FORM_BYTES: usize = 4 << 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Act {
    #[serde(default)]
    note: String,
}

/// The routes.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/alertes/{id}/{act}", post(act))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
}

/// `POST /alertes/{id}/{act}`: answers with the page of the alert. What cannot be
/// done any more changes nothing: the page shows where the alert stands.
async fn act(
    State(desk): State<Desk>,
    Path((id, act)): Path<(i64, String)>,
    who: SignedIn,
    Form(form): Form<Act>,
) -> Result<Response, Response> {
    let gone = || Problem::new(StatusCode::NOT_FOUND).into_response();
    let act = AlertAct::named(&act).ok_or_else(gone)?;
    let find = |snapshot: &crate::state::Snapshot| {
        let alert = snapshot.alerts.iter().find(|alert| alert.id == id);
        alert.map(|alert| alert.place.clone())
    };
    let place = desk.state.read(find).ok_or_else(gone)?;
    who.must_at(Right::AlertAct, &place, &desk.state)
        .map_err(Refused::into_response)?;
    let name = who.caller().name.clone();
    let by = (name.as_str(), Some(who.actor()));
    match watch::act(&desk.state, id, act, by, &form.note).await {
        Ok(_) | Err(ActError::Refused(_)) => {}
        Err(ActError::Unknown(_)) => return Err(gone()),
        Err(ActError::Store(fault)) => {
            tracing::error!(%fault, "an act on an alert is not kept");
            return Err(unavailable());
        }
    }
    Ok(Redirect::to(&format!("/alertes/{id}")).into_response())
}

fn unavailable() -> Response {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail("the act could not be kept: send it again")
        .into_response()
}
