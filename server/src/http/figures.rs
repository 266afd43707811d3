//! `/saisie`: figures that people enter by hand, for the places they answer for.

mod enter;
mod list;
mod period_name;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

use super::accounts::Desk;
use crate::live::Hub;

pub(super) use list::overdue;

/// Bytes of a form.
const FORM_BYTES: usize = 4 << 10;

/// What the handlers share.
#[derive(Clone)]
pub struct Figures {
    desk: Desk,
    hub: Arc<Hub>,
}

impl Figures {
    /// Figures of that town, told to those screens.
    pub const fn new(desk: Desk, hub: Arc<Hub>) -> Self {
        Self { desk, hub }
    }
}

/// The routes.
pub fn routes(figures: Figures) -> Router {
    Router::new()
        .route("/saisie", get(list::show).post(enter::enter))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(figures)
}
