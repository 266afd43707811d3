//! Signing in and out, and what only some may see.
//!
//! These pages are rendered by the server alone ([`app::plain`]) and never kept.
//! Any handler that takes [`SignedIn`](crate::access::SignedIn) is for people who
//! are signed in; it then asks for the right it needs.

mod administration;
mod code;
mod cookie;
mod desk;
mod elsewhere;
mod enrolment;
mod identify;
mod journal;
mod me;
mod one_account;
mod password_link;
mod refused;
mod session;
pub(super) mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub use desk::Desk;
pub(super) use desk::{unavailable, unkept};
pub use identify::identify;
pub(super) use identify::{in_query, is_protected};
pub use refused::Refused;

/// Bytes of a form: an address, a name, two passwords.
const FORM_BYTES: usize = 16 << 10;

/// The routes.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/connexion", get(session::show).post(session::sign_in))
        .route("/connexion/code", get(code::show).post(code::give))
        .route("/connexion/fournisseur", get(elsewhere::leave))
        .route("/connexion/retour", get(elsewhere::arrive))
        .route("/deconnexion", post(session::sign_out))
        .route("/moi", get(me::show))
        .route("/moi/mot-de-passe", post(me::change_password))
        .route("/moi/code", get(enrolment::show).post(enrolment::confirm))
        .route("/moi/code/secours", post(enrolment::renew))
        .route("/moi/code/retirer", post(enrolment::leave))
        .route(
            "/admin/comptes",
            get(administration::show).post(administration::add),
        )
        .route(
            "/admin/comptes/{id}/desactiver",
            post(administration::disable),
        )
        .route("/admin/comptes/{id}", get(one_account::show))
        .route("/admin/comptes/{id}/role", post(one_account::change))
        .route("/admin/comptes/{id}/lien", post(one_account::link))
        .route("/admin/comptes/{id}/code", post(one_account::reset_factor))
        .route(
            "/admin/comptes/{id}/connexions",
            post(one_account::end_sessions),
        )
        .route(
            "/mot-de-passe/{link}",
            get(password_link::show).post(password_link::choose),
        )
        .route("/admin/journal", get(journal::show))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(desk)
}
