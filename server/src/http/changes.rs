//! What changed and held, for people who are signed in, and taking it on.

use app::plain::{ChangeLine, ChangesView, changes_page};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use serde::Deserialize;

use super::Problem;
use super::accounts::{Desk, Refused, unavailable, words};
use crate::access::SignedIn;
use crate::notices::ChangeWords;
use crate::store::{StatusAcknowledgement, StatusChange};

/// Days that are listed, and the most of them.
const DAYS: i64 = 30;
const MOST: u32 = 300;
/// Bytes of a form, and characters of a remark.
const FORM_BYTES: usize = 4 << 10;
const LONGEST_NOTE: usize = 500;

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Taken {
    #[serde(default)]
    note: String,
}

/// The routes.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/changements", get(show))
        .route("/changements/{id}/prendre", post(take))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
}

/// `GET /changements`: for whoever is signed in; levels and silences are public.
async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "pris" => Some(("Le changement est pris en charge.".to_owned(), false)),
        "trop-tard" => Some(("Quelqu’un l’a pris en charge avant vous.".to_owned(), true)),
        _ => None,
    };
    let Some(changes) = listed(&desk).await else {
        return Ok(unavailable());
    };
    let lines = changes
        .into_iter()
        .filter_map(|(change, taken)| line(&desk, &who, &change, taken))
        .collect();
    let view = ChangesView { lines, notice };
    let draw = |around: &_| changes_page(around, &view);
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

/// `POST /changements/{id}/prendre`.
async fn take(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    Form(form): Form<Taken>,
) -> Result<Response, Refused> {
    let Some(changes) = listed(&desk).await else {
        return Ok(unavailable());
    };
    let found = changes.into_iter().find(|(change, _)| change.id == id);
    let Some((change, _)) = found else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    who.must_at(Right::AlertAct, &change.subject.place, &desk.state)?;
    let at = desk.state.clock().now();
    let acknowledgement = StatusAcknowledgement {
        change: id,
        at,
        who: who.caller().name.clone(),
        role: who.caller().role,
        note: form.note.trim().chars().take(LONGEST_NOTE).collect(),
    };
    let trace = who
        .actor()
        .did("status.acknowledge", format!("change {id}"), at);
    let store = desk.state.store();
    Ok(
        match store.acknowledge_status(acknowledgement, trace).await {
            Ok(true) => Redirect::to("/changements?fait=pris").into_response(),
            Ok(false) => Redirect::to("/changements?fait=trop-tard").into_response(),
            Err(fault) => {
                tracing::error!(%fault, "that a change is taken on is not kept");
                unavailable()
            }
        },
    )
}

type Listed = Vec<(StatusChange, Option<StatusAcknowledgement>)>;

async fn listed(desk: &Desk) -> Option<Listed> {
    let since = desk.state.clock().now().plus_seconds(-DAYS * 86_400);
    match desk.state.store().status_changes(since, MOST).await {
        Ok(changes) => Some(changes),
        Err(fault) => {
            tracing::error!(%fault, "changes cannot be read");
            None
        }
    }
}

fn line(
    desk: &Desk,
    who: &SignedIn,
    change: &StatusChange,
    taken: Option<StatusAcknowledgement>,
) -> Option<ChangeLine> {
    let said = desk
        .state
        .read(|snapshot| ChangeWords::of(snapshot, change))?;
    Some(ChangeLine {
        id: change.id,
        when: words::moment(&desk.state, change.at),
        place: change.subject.place.to_string(),
        place_name: said.place,
        what: said.what,
        taken: taken.map(|taken| {
            let by = format!("{} ({})", taken.who, taken.role.words());
            match taken.note.is_empty() {
                true => by,
                false => format!("{by}, {}", taken.note),
            }
        }),
        may_take: who.may_at(Right::AlertAct, &change.subject.place, &desk.state),
    })
}
