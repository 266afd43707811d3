use app::plain::{MinutesView, minutes_page};
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;

use super::one::find;
use crate::access::SignedIn;
use crate::actions::{minutes, printed_minutes};
use crate::http::accounts::{Desk, Refused};
use crate::http::pdf_answer::pdf_answer;
use crate::report::Press;

/// What printing minutes takes.
#[derive(Clone)]
pub(super) struct Printing {
    pub(super) desk: Desk,
    pub(super) press: Press,
}

/// `GET /revue/{id}/compte-rendu`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (review, actions) = match find(&desk, &who, Right::ActionRead, &id).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let zone = desk.state.read(|snapshot| snapshot.town.zone().clone());
    let view = MinutesView {
        title: review.title.clone(),
        back: format!("/revue/{}", review.id),
        pdf: format!("/revue/{}/compte-rendu.pdf", review.id),
        blocks: minutes(&review, &actions, &zone),
    };
    let draw = |around: &_| minutes_page(around, &view);
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

/// `GET /revue/{id}/compte-rendu.pdf`.
pub(super) async fn print(
    State(Printing { desk, press }): State<Printing>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let (review, actions) = match find(&desk, &who, Right::ActionRead, &id).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let demo = desk.state.store().meta().demo;
    let document = desk
        .state
        .read(|snapshot| printed_minutes(&review, &actions, &snapshot.town, demo));
    Ok(pdf_answer(&press, document, &format!("compte-rendu-{}", review.id)).await)
}
