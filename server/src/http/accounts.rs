//! Signing in and out, and what only some may see.
//!
//! These pages are rendered by the server alone ([`app::plain`]) and never kept.
//! Any handler that takes [`SignedIn`](crate::access::SignedIn) is for people who
//! are signed in; it then asks for the right it needs.

mod administration;
mod cookie;
mod desk;
mod identify;
mod journal;
mod me;
mod refused;
mod session;
pub(super) mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub use desk::Desk;
pub(super) use desk::{unavailable, unkept};
pub use identify::identify;
pub(super) use identify::is_protected;
pub use refused::Refused;

/// Bytes of a form: an address, a name, two passwords.
const FORM_BYTES: usize = 16 << 10;

/// The routes.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/connexion", get(session::show).post(session::sign_in))
        .route("/deconnexion", post(session::sign_out))
        .route("/moi", get(me::show))
        .route("/moi/mot-de-passe", post(me::change_password))
        .route(
            "/admin/comptes",
            get(administration::show).post(administration::add),
        )
        .route(
            "/admin/comptes/{id}/desactiver",
            post(administration::disable),
        )
        .route("/admin/journal", get(journal::show))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
}
