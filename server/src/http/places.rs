//! Places of the tree: looked for, named, moved, added and closed; never deleted.

mod fields;
mod list;
mod one;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use model::city::Place;

use super::accounts::Desk;
use crate::live::Hub;
use crate::reception::LiveHalls;
use crate::store::{AuditEntry, StoreError};

/// Bytes of a form: forty attributes of 200 characters.
const FORM_BYTES: usize = 48 << 10;

/// What the handlers of places share.
#[derive(Clone)]
pub struct Places {
    desk: Desk,
    hub: Arc<Hub>,
    halls: LiveHalls,
}

impl Places {
    /// Places of that town, told to those screens and halls.
    pub const fn new(desk: Desk, hub: Arc<Hub>, halls: LiveHalls) -> Self {
        Self { desk, hub, halls }
    }

    /// Keeps a place and reads the town anew, for every screen.
    async fn decide(
        &self,
        place: Place,
        before: Option<Place>,
        trace: AuditEntry,
    ) -> Result<(), StoreError> {
        let state = &self.desk.state;
        let known_at = state.clock().now();
        let store = state.store();
        store.decide_place(place, before, known_at, trace).await?;
        // It is kept: a failure to read anew is made good by the next full reading.
        if let Err(fault) = state.reload().await {
            tracing::error!(%fault, "a changed place is not shown yet");
        }
        state.publish_all(&self.hub);
        self.halls.renew();
        Ok(())
    }
}

/// The routes.
pub fn routes(places: Places) -> Router {
    Router::new()
        .route("/admin/lieux", get(list::show))
        .route("/admin/lieux/{code}", get(one::show).post(one::change))
        .route(
            "/admin/lieux/{code}/ajouter",
            get(one::show_new).post(one::add),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(places)
}
