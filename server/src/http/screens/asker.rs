use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::request::Parts;
use model::access::Right;
use model::city::PlaceCode;
use model::reception::DeviceKind;

use super::{Screens, device_cookie};
use crate::access::SignedIn;
use crate::http::PageNonce;
use crate::http::accounts::{Refused, unkept};
use crate::store::Device;

/// Who asks for a screen: a paired device, somebody who is signed in, or anybody.
pub(super) struct Asker {
    /// The device.
    pub(super) device: Option<Device>,
    /// Who is signed in.
    pub(super) who: Option<SignedIn>,
    /// Whether a device asks, paired or not any more.
    bears_device: bool,
    /// What scripts of the answer bear.
    pub(super) nonce: String,
}

impl Asker {
    /// Goes on only for a device of this kind and place, or who has a right there.
    pub(super) fn must(
        &self,
        kind: DeviceKind,
        right: Right,
        place: &PlaceCode,
        screens: &Screens,
    ) -> Result<(), Refused> {
        let device = self.device.as_ref();
        if device.is_some_and(|device| device.kind == kind && device.place == *place) {
            return Ok(());
        }
        let who = self.who.as_ref().ok_or(Refused::SignIn)?;
        who.must_at(right, place, &screens.desk.state)
    }

    /// What whoever is refused gets: a device the way to its own screen, or to its
    /// pairing; nobody is there to sign in.
    pub(super) fn refuse(&self, refused: Refused) -> Response {
        if self.bears_device && refused == Refused::SignIn {
            return unkept(Redirect::to("/ecran").into_response());
        }
        refused.into_response()
    }
}

impl FromRequestParts<Screens> for Asker {
    type Rejection = core::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        screens: &Screens,
    ) -> Result<Self, Self::Rejection> {
        let secret = device_cookie::device(&parts.headers);
        let device = secret.and_then(|secret| screens.devices.device(secret));
        let nonce = parts.extensions.get::<PageNonce>();
        Ok(Self {
            device,
            bears_device: secret.is_some(),
            who: parts.extensions.get::<SignedIn>().cloned(),
            nonce: nonce.map(|nonce| nonce.0.to_string()).unwrap_or_default(),
        })
    }
}
