//! Screens of their own: the lobby, the screen of those who work there, the console of
//! a desk, the kiosk, and what a visitor follows on a phone; with the pairing of devices; and the
//! page of those who answer for a reception.

mod administration;
mod agents;
mod asker;
mod console;
mod device_cookie;
mod follow;
mod kiosk;
mod lobby;
mod pairing;
mod shown;
mod steering;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::accounts::Desk;
use crate::access::Devices;
use crate::reception::{DeskConsole, LiveHalls};

/// Bytes of a form: a code, a name, a place.
const FORM_BYTES: usize = 4 << 10;

/// What the handlers of screens share.
#[derive(Clone)]
pub struct Screens {
    /// Accounts, town and frame.
    pub desk: Desk,
    /// The running day.
    pub halls: LiveHalls,
    /// What is pressed at desks and kiosks.
    pub console: DeskConsole,
    /// Paired devices.
    pub devices: Devices,
}

/// The routes.
pub fn routes(screens: Screens) -> Router {
    Router::new()
        .route("/ecran", get(pairing::show))
        .route("/ecran/etat", get(pairing::state))
        .route("/ecran/{site}", get(lobby::show))
        .route("/ecran/{site}/agents", get(agents::show))
        .route("/guichet", get(console::list))
        .route("/guichet/{desk}", get(console::show))
        .route("/guichet/{desk}/{act}", post(console::press))
        .route("/borne/{counter}", get(kiosk::show).post(kiosk::issue))
        .route("/borne/{counter}/ticket/{ticket}", get(kiosk::ticket))
        .route("/lieu/{code}/pilotage", get(steering::show))
        .route("/suivi/{ticket}", get(follow::show))
        .route("/suivi/{ticket}/renoncer", post(follow::give_up))
        .route(
            "/admin/ecrans",
            get(administration::show).post(administration::pair),
        )
        .route("/admin/ecrans/{id}/changer", post(administration::change))
        .route("/admin/ecrans/{id}/recharger", post(administration::reload))
        .route("/admin/ecrans/{id}/retirer", post(administration::revoke))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(screens)
}
