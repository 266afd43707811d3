//! `/saisie`: figures that people enter by hand, for the places they answer for.

mod enter;
mod list;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

use super::DatedFacts;

pub(super) use list::overdue;

/// Bytes of a form.
const FORM_BYTES: usize = 4 << 10;

/// The routes.
pub fn routes(facts: DatedFacts) -> Router {
    Router::new()
        .route("/saisie", get(list::show).post(enter::enter))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(facts)
}
