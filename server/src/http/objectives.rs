//! Setting, amending and withdrawing objectives: forms that work without scripts.

mod edit;
mod fields;
mod list;
mod one;
mod page;
mod rights;
mod withdraw;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use tokio::sync::Semaphore;

pub(super) use self::list::{WantedPlace, form_urlencoded};
pub(super) use self::page::{MOST_SUGGESTED, judged_indicators};
use super::accounts::Desk;
use crate::live::Hub;

/// Bytes of a form: twenty short texts and a reason of 500 characters.
const FORM_BYTES: usize = 16 << 10;
/// Checks at once: each evaluates years of the town on a thread of its own.
const CHECKS_AT_ONCE: usize = 2;

/// What the handlers of objectives share.
#[derive(Clone)]
pub struct Objectives {
    desk: Desk,
    hub: Arc<Hub>,
    checks: Arc<Semaphore>,
}

impl Objectives {
    /// Objectives of that town, told to those screens.
    pub fn new(desk: Desk, hub: Arc<Hub>) -> Self {
        Self {
            desk,
            hub,
            checks: Arc::new(Semaphore::new(CHECKS_AT_ONCE)),
        }
    }
}

/// The routes.
pub fn routes(objectives: Objectives) -> Router {
    Router::new()
        .route("/admin/objectifs", get(list::show))
        .route(
            "/admin/objectifs/nouveau",
            get(edit::show_new).post(edit::send_new),
        )
        .route("/admin/objectifs/{indicator}/{place}", get(one::show))
        .route(
            "/admin/objectifs/{indicator}/{place}/modifier",
            get(edit::show_amendment).post(edit::send_amendment),
        )
        .route(
            "/admin/objectifs/{indicator}/{place}/retirer",
            post(withdraw::send),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(objectives)
}
