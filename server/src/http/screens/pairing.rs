use app::screen::{ScreenDocument, pairing_body};
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode};

use super::asker::Asker;
use super::shown::{address, version};
use super::{Screens, device_cookie};
use crate::access::{Actor, Waiting};
use crate::http::accounts::{is_protected, unkept};

/// `GET /ecran`: where a paired device goes on from, and where one that is not shows
/// its code. It asks again every few seconds, with or without scripts.
pub(super) async fn show(
    State(screens): State<Screens>,
    Extension(from): Extension<Actor>,
    asker: Asker,
    parts: Parts,
) -> Response {
    if let Some(device) = &asker.device {
        screens.devices.saw(device).await;
        let mut response = Redirect::to(&address(device)).into_response();
        // Browsers keep a cookie for 400 days after the last time it was given.
        if let Some(secret) = device_cookie::device(&parts.headers) {
            device_cookie::give_device(response.headers_mut(), secret);
        }
        return unkept(response);
    }
    if !is_protected(&parts, screens.desk.proxy) {
        let words = "Un écran ne s’associe que par une connexion protégée (https).";
        return screens.sentence(
            &asker,
            StatusCode::FORBIDDEN,
            "Connexion non protégée",
            words,
        );
    }
    let held = device_cookie::pairing(&parts.headers);
    match held.and_then(|secret| screens.devices.pairing(secret)) {
        Some(Waiting::Paired(secret)) => {
            let mut response = Redirect::to("/ecran").into_response();
            device_cookie::give_device(response.headers_mut(), &secret);
            device_cookie::take_back(response.headers_mut());
            unkept(response)
        }
        Some(Waiting::Code(code)) => page(&screens, &asker, &code),
        None => match screens.devices.begin(&from.origin) {
            Some((secret, code)) => {
                let mut response = page(&screens, &asker, &code);
                device_cookie::give_pairing(response.headers_mut(), &secret);
                response
            }
            None => {
                let words = "Trop d’écrans attendent d’être associés. Réessayez dans dix minutes.";
                let status = StatusCode::TOO_MANY_REQUESTS;
                screens.sentence(&asker, status, "Réessayez plus tard", words)
            }
        },
    }
}

fn page(screens: &Screens, asker: &Asker, code: &str) -> Response {
    let screen = ScreenDocument {
        title: "Associer cet écran".to_owned(),
        kind: "pairing",
        theme: Some("dark"),
        data: Vec::new(),
        reload_s: None,
        then: Some((4, "/ecran".to_owned())),
        body: pairing_body(code),
    };
    screens.answer(asker, StatusCode::OK, screen, screens.moment())
}

/// `GET /ecran/etat`: what the device that asks is to show, in a word that changes with
/// it; `none` where it is paired no more. It is also how a device says that it is there.
pub(super) async fn state(State(screens): State<Screens>, asker: Asker, _: HeaderMap) -> Response {
    let word = match &asker.device {
        Some(device) => {
            screens.devices.saw(device).await;
            version(device)
        }
        None => "none".to_owned(),
    };
    unkept(word.into_response())
}
