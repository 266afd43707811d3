use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;
use model::access::Right;
use model::city::PlaceCode;

use crate::access::SignedIn;
use crate::http::Problem;
use crate::state::State;

/// Why somebody does not get what they asked for. A page says it in French, the
/// API as a problem: [`super::identify`] sees to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nobody is signed in.
    SignIn,
    /// They have not the right, or not there.
    Right,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let problem = match self {
            Self::SignIn => Problem::new(StatusCode::UNAUTHORIZED).detail("sign in first"),
            Self::Right => Problem::new(StatusCode::FORBIDDEN)
                .detail("this account has not the right, or not for this place"),
        };
        let mut response = problem.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl SignedIn {
    /// Goes on only for who has a right over the whole town.
    ///
    /// # Errors
    /// [`Refused::Right`].
    pub fn must(&self, right: Right) -> Result<(), Refused> {
        let may = self.caller().may_everywhere(right);
        if may { Ok(()) } else { Err(Refused::Right) }
    }

    /// Goes on only for who has a right somewhere: over the whole town, or in their scope.
    /// Each place is asked for again where something is done or shown of it.
    ///
    /// # Errors
    /// [`Refused::Right`].
    pub fn must_somewhere(&self, right: Right, state: &State) -> Result<(), Refused> {
        match &self.caller().scope {
            Some(scope) => self.must_at(right, scope, state),
            None => self.must(right),
        }
    }

    /// Goes on only for who has a right at a place of the town.
    ///
    /// # Errors
    /// [`Refused::Right`], also when there is no such place.
    pub fn must_at(&self, right: Right, place: &PlaceCode, state: &State) -> Result<(), Refused> {
        let may = self.may_at(right, place, state);
        if may { Ok(()) } else { Err(Refused::Right) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let found = parts.extensions.get::<Self>();
        found.cloned().ok_or(Refused::SignIn)
    }
}
