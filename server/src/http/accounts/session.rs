use app::plain::{SignInNotice, SignInView, sign_in_page};
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::identify::is_protected;
use super::{Desk, cookie};
use crate::access::{Actor, SignInFault, SignedIn};
use crate::http::path_of_referer;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    retour: String,
    #[serde(default)]
    motif: String,
}

#[derive(Deserialize)]
pub(super) struct Written {
    adresse: String,
    mot_de_passe: String,
    #[serde(default)]
    retour: String,
}

/// `GET /connexion`.
pub(super) async fn show(
    State(desk): State<Desk>,
    Query(asked): Query<Asked>,
    who: Option<Extension<SignedIn>>,
    parts: Parts,
) -> Response {
    if who.is_some() {
        return unkept(Redirect::to("/moi").into_response());
    }
    let back = if asked.retour.is_empty() {
        path_of_referer(&parts.headers)
    } else {
        asked.retour
    };
    let all = desk.accounts.store().accounts().await;
    let notice = match asked.motif.as_str() {
        _ if !is_protected(&parts, desk.proxy) => Some(SignInNotice::Insecure),
        _ if all.is_ok_and(|all| all.is_empty()) => Some(SignInNotice::NoAccount),
        "requise" => Some(SignInNotice::Needed),
        "fin" => Some(SignInNotice::SignedOut),
        _ => None,
    };
    let view = SignInView {
        email: String::new(),
        back: local(&back),
        notice,
    };
    answer(&desk, &parts.headers, StatusCode::OK, view).await
}

/// `POST /connexion`.
pub(super) async fn sign_in(
    State(desk): State<Desk>,
    Extension(from): Extension<Actor>,
    before: Option<Extension<SignedIn>>,
    parts: Parts,
    Form(written): Form<Written>,
) -> Response {
    let back = local(&written.retour);
    let again = |notice| SignInView {
        email: written.adresse.chars().take(254).collect(),
        back: back.clone(),
        notice: Some(notice),
    };
    let headers = &parts.headers;
    if !is_protected(&parts, desk.proxy) {
        let view = again(SignInNotice::Insecure);
        return answer(&desk, headers, StatusCode::FORBIDDEN, view).await;
    }
    let done = desk
        .accounts
        .sign_in(&written.adresse, written.mot_de_passe.clone(), &from)
        .await;
    match done {
        Ok(secret) => {
            // The session that this one replaces ends: nothing is left of it.
            if let Some(Extension(before)) = before
                && desk.accounts.sign_out(&before).await.is_err()
            {
                return unavailable();
            }
            let back = if back == "/" { "/moi".to_owned() } else { back };
            let mut response = Redirect::to(&back).into_response();
            cookie::give(response.headers_mut(), &secret);
            unkept(response)
        }
        Err(SignInFault::Unknown) => {
            let view = again(SignInNotice::Unknown);
            answer(&desk, headers, StatusCode::UNAUTHORIZED, view).await
        }
        Err(SignInFault::Wait(until)) => {
            let wait_s = until.seconds_since(desk.accounts.clock().now()).max(1);
            let view = again(SignInNotice::Wait((wait_s + 59) / 60));
            let mut response = answer(&desk, headers, StatusCode::TOO_MANY_REQUESTS, view).await;
            let wait = HeaderValue::from(wait_s);
            response.headers_mut().insert(RETRY_AFTER, wait);
            response
        }
        Err(SignInFault::Unavailable) => {
            let view = again(SignInNotice::Unavailable);
            answer(&desk, headers, StatusCode::SERVICE_UNAVAILABLE, view).await
        }
    }
}

/// `POST /deconnexion`; who is signed out already is told the same.
pub(super) async fn sign_out(
    State(desk): State<Desk>,
    who: Option<Extension<SignedIn>>,
) -> Response {
    if let Some(Extension(who)) = who
        && let Err(fault) = desk.accounts.sign_out(&who).await
    {
        tracing::error!(%fault, "sign-out");
        return unavailable();
    }
    let mut response = Redirect::to("/connexion?motif=fin").into_response();
    cookie::take_back(response.headers_mut());
    unkept(response)
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    status: StatusCode,
    view: SignInView,
) -> Response {
    desk.page(headers, None, status, |around| sign_in_page(around, &view))
        .await
}

/// A path of this site, or `/`: nobody is sent elsewhere after signing in.
fn local(back: &str) -> String {
    let is_local = back.starts_with('/')
        && !back.starts_with("//")
        && back.len() <= 2_000
        && back
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_ours = ["/connexion", "/deconnexion"]
        .iter()
        .any(|own| back.starts_with(own));
    if is_local && !is_ours {
        back.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for (back, expected) in [
            ("/lieu/ecole?au=2026-01-01", "/lieu/ecole?au=2026-01-01"),
            ("", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/a\nset-cookie: b", "/"),
            ("/\t/evil.example", "/"),
            ("/connexion?retour=/", "/"),
        ] {
            assert_eq!(local(back), expected, "{back}");
        }
    }
}
