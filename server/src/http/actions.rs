//! Deciding actions and following them: forms that work without scripts.

mod deed;
mod list;
mod new;
mod one;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub(super) use self::new::{Undecided, cut, decide, suggested};
use super::accounts::Desk;

/// Bytes of a form: a comment of 1 000 characters, and short texts.
const FORM_BYTES: usize = 16 << 10;

/// The routes.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/admin/actions", get(list::show))
        .route("/admin/actions/nouvelle", get(new::show).post(new::send))
        .route("/admin/actions/{id}", get(one::show))
        .route("/admin/actions/{id}/{deed}", post(deed::send))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
}
