//! Holding reviews: an agenda of deviations, decisions one by one, and minutes.

mod list;
mod minutes;
mod one;
mod record;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::accounts::Desk;
use crate::report::Press;

/// Bytes of a form: participants in 1 000 characters, and short texts.
const FORM_BYTES: usize = 16 << 10;

/// The routes.
pub fn routes(desk: Desk, press: Press) -> Router {
    let printing = minutes::Printing {
        desk: desk.clone(),
        press,
    };
    let printed = Router::new()
        .route("/revue/{id}/compte-rendu.pdf", get(minutes::print))
        .with_state(printing);
    Router::new()
        .route("/revue", get(list::show).post(list::open))
        .route("/revue/{id}", get(one::show))
        .route("/revue/{id}/clore", post(record::close))
        .route("/revue/{id}/compte-rendu", get(minutes::show))
        .route("/revue/{id}/{nr}/action", post(record::act))
        .route("/revue/{id}/{nr}/{form}", post(record::record))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
        .merge(printed)
}
