//! `/admin/annotations`: dated words on the curves of a place, written and withdrawn by who
//! acts there or keeps its data. They are facts, and public.

mod one_place;
mod write;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use model::access::Right;
use model::city::PlaceCode;

use super::accounts::{Desk, Refused};
use crate::access::SignedIn;
use crate::live::Hub;

/// Characters of an annotation: it stands beside a line.
pub(super) const LONGEST: usize = 80;
/// Bytes of a form.
const FORM_BYTES: usize = 4 << 10;
/// Either lets somebody annotate a place.
const EITHER: [Right; 2] = [Right::ActionSet, Right::PlaceSet];

/// What the handlers share.
#[derive(Clone)]
pub struct Annotations {
    desk: Desk,
    hub: Arc<Hub>,
}

impl Annotations {
    /// Annotations of that town, told to those screens.
    pub const fn new(desk: Desk, hub: Arc<Hub>) -> Self {
        Self { desk, hub }
    }

    fn may_at(&self, who: &SignedIn, place: &PlaceCode) -> bool {
        EITHER
            .iter()
            .any(|right| who.may_at(*right, place, &self.desk.state))
    }

    /// Goes on only for who may annotate some place.
    fn must_somewhere(&self, who: &SignedIn) -> Result<(), Refused> {
        let [one, other] = EITHER;
        let state = &self.desk.state;
        who.must_somewhere(one, state)
            .or_else(|_| who.must_somewhere(other, state))
    }
}

/// Whether somebody annotates.
pub(super) fn annotates(who: &SignedIn) -> bool {
    EITHER.iter().any(|right| who.caller().role.has(*right))
}

/// The routes.
pub fn routes(annotations: Annotations) -> Router {
    Router::new()
        .route("/admin/annotations", get(one_place::show).post(write::add))
        .route("/admin/annotations/retirer", post(write::withdraw))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(annotations)
}
