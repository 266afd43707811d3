//! `/admin/annotations`: dated words on the curves of a place, written and withdrawn by who
//! acts there or keeps its data. They are facts, and public.

mod one_place;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use model::access::Right;
use model::city::PlaceCode;

use super::DatedFacts;
use super::accounts::Refused;
use crate::access::SignedIn;

/// Characters of an annotation: it stands beside a line.
pub(super) const LONGEST: usize = 80;
/// Bytes of a form.
const FORM_BYTES: usize = 4 << 10;
/// Either lets somebody annotate a place.
const EITHER: [Right; 2] = [Right::ActionSet, Right::PlaceSet];

/// What the handlers share.
#[derive(Clone)]
struct Annotations {
    facts: DatedFacts,
}

impl Annotations {
    fn may_at(&self, who: &SignedIn, place: &PlaceCode) -> bool {
        let state = &self.facts.desk.state;
        EITHER.iter().any(|right| who.may_at(*right, place, state))
    }

    /// Goes on only for who may annotate some place.
    fn must_somewhere(&self, who: &SignedIn) -> Result<(), Refused> {
        let [one, other] = EITHER;
        let state = &self.facts.desk.state;
        who.must_somewhere(one, state)
            .or_else(|_| who.must_somewhere(other, state))
    }
}

/// Whether somebody annotates.
pub(super) fn annotates(who: &SignedIn) -> bool {
    EITHER.iter().any(|right| who.caller().role.has(*right))
}

/// The routes.
pub fn routes(facts: DatedFacts) -> Router {
    Router::new()
        .route("/admin/annotations", get(one_place::show).post(write::add))
        .route("/admin/annotations/retirer", post(write::withdraw))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(Annotations { facts })
}
