use app::plain::{Elsewhere, SignInNotice, SignInView, sign_in_page};
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::identify::is_protected;
use super::identify::{in_query, stage_address};
use super::{Desk, cookie};
use crate::access::{Actor, Halfway, SignInFault, SignedIn};
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
        "organisation" => Some(SignInNotice::OtherOrganisation),
        "inconnu" => Some(SignInNotice::NotInvited),
        "perime" => Some(SignInNotice::TooLate),
        "refus" => Some(SignInNotice::RefusedElsewhere),
        "fournisseur" => Some(SignInNotice::ProviderFails),
        "indisponible" => Some(SignInNotice::Unavailable),
        "retrait" => Some(SignInNotice::FactorLeft),
        "mot-de-passe" => Some(SignInNotice::PasswordChosen),
        _ => None,
    };
    let view = SignInView {
        email: String::new(),
        back: local(&back),
        elsewhere: elsewhere(&desk, &local(&back)),
        notice,
    };
    answer(&desk, &parts.headers, StatusCode::OK, view).await
}

/// `POST /connexion`.
pub(super) async fn sign_in(
    State(desk): State<Desk>,
    Extension(from): Extension<Actor>,
    before: Option<Extension<SignedIn>>,
    half: Option<Extension<Halfway>>,
    parts: Parts,
    Form(written): Form<Written>,
) -> Response {
    let back = local(&written.retour);
    let again = |notice| SignInView {
        email: written.adresse.chars().take(254).collect(),
        back: back.clone(),
        elsewhere: elsewhere(&desk, &back),
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
        Ok(begun) => {
            if !end_before(&desk, before, half).await {
                return unavailable();
            }
            let way = match begun.stage {
                Some(stage) => stage_address(stage, &back),
                None => arrival(back),
            };
            let mut response = Redirect::to(&way).into_response();
            cookie::give(response.headers_mut(), &begun.secret);
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
    half: Option<Extension<Halfway>>,
) -> Response {
    let vouched = who
        .as_ref()
        .and_then(|who| who.id_token())
        .map(str::to_owned);
    if !end_before(&desk, who, half).await {
        return unavailable();
    }
    // Who came from elsewhere signs out there as well.
    let there = match (&desk.provider, vouched) {
        (Some(provider), Some(id_token)) => provider.way_out(&id_token).await,
        _ => None,
    };
    let way = there.unwrap_or_else(|| "/connexion?motif=fin".to_owned());
    let mut response = Redirect::to(&way).into_response();
    cookie::take_back(response.headers_mut());
    unkept(response)
}

/// The way to the provider of identities, and to `back` from there.
fn elsewhere(desk: &Desk, back: &str) -> Option<Elsewhere> {
    let provider = desk.provider.as_ref()?;
    Some(Elsewhere {
        label: provider.label().to_owned(),
        address: format!("/connexion/fournisseur?retour={}", in_query(back)),
    })
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

/// Ends what another session takes the place of: nothing is left of it. Whether it could.
pub(super) async fn end_before(
    desk: &Desk,
    before: Option<Extension<SignedIn>>,
    half: Option<Extension<Halfway>>,
) -> bool {
    let done = match (before, half) {
        (Some(Extension(before)), _) => desk.accounts.sign_out(&before).await,
        (None, Some(Extension(half))) => desk.accounts.give_up(&half).await,
        (None, None) => Ok(()),
    };
    if let Err(fault) = &done {
        tracing::error!(%fault, "sign-out");
    }
    done.is_ok()
}

/// Where somebody arrives who signed in.
pub(super) fn arrival(back: String) -> String {
    if back == "/" { "/moi".to_owned() } else { back }
}

/// A path of this site, or `/`: nobody is sent elsewhere after signing in.
pub(super) fn local(back: &str) -> String {
    let is_local = back.starts_with('/')
        && !back.starts_with("//")
        && back.len() <= 2_000
        && back
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_ours = ["/connexion", "/deconnexion", "/moi/code"]
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
