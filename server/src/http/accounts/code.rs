use app::plain::{CodeNotice, CodeView, code_page};
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::unkept;
use super::identify::stage_address;
use super::session::{arrival, local};
use super::{Desk, cookie};
use crate::access::{Halfway, Proof, SignInFault, Stage};

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize)]
pub(super) struct Written {
    #[serde(default)]
    code: String,
    #[serde(default)]
    secours: String,
    #[serde(default)]
    retour: String,
}

/// `GET /connexion/code`.
pub(super) async fn show(
    State(desk): State<Desk>,
    half: Option<Extension<Halfway>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let back = local(&asked.retour);
    match waiting(half, &back) {
        Ok(half) => answer(&desk, &headers, (&half, back, None), StatusCode::OK).await,
        Err(way) => unkept(way.into_response()),
    }
}

/// `POST /connexion/code`: the six digits, or a recovery code.
pub(super) async fn give(
    State(desk): State<Desk>,
    half: Option<Extension<Halfway>>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let back = local(&written.retour);
    let half = match waiting(half, &back) {
        Ok(half) => half,
        Err(way) => return unkept(way.into_response()),
    };
    let is_recovery = written.code.trim().is_empty();
    let proof = if is_recovery {
        Proof::Recovery(written.secours)
    } else {
        Proof::Code(written.code)
    };
    let fault = match desk.accounts.give_factor(&half, proof).await {
        Ok(secret) => {
            let mut response = Redirect::to(&arrival(back)).into_response();
            cookie::give(response.headers_mut(), &secret);
            return unkept(response);
        }
        Err(fault) => fault,
    };
    let (status, notice, wait_s) = match fault {
        SignInFault::Unknown if is_recovery => {
            (StatusCode::UNAUTHORIZED, CodeNotice::WrongRecovery, None)
        }
        SignInFault::Unknown => (StatusCode::UNAUTHORIZED, CodeNotice::Wrong, None),
        SignInFault::Wait(until) => {
            let wait_s = until.seconds_since(desk.accounts.clock().now()).max(1);
            let notice = CodeNotice::Wait((wait_s + 59) / 60);
            (StatusCode::TOO_MANY_REQUESTS, notice, Some(wait_s))
        }
        SignInFault::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            CodeNotice::Unavailable,
            None,
        ),
    };
    let mut response = answer(&desk, &headers, (&half, back, Some(notice)), status).await;
    if let Some(wait_s) = wait_s {
        let wait = HeaderValue::from(wait_s);
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
}

/// Who is to give a code; others are shown their way.
fn waiting(half: Option<Extension<Halfway>>, back: &str) -> Result<Halfway, Redirect> {
    match half {
        Some(Extension(half)) if half.stage == Stage::Code => Ok(half),
        Some(Extension(half)) => Err(Redirect::to(&stage_address(half.stage, back))),
        None => Err(Redirect::to("/connexion")),
    }
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    (half, back, notice): (&Halfway, String, Option<CodeNotice>),
    status: StatusCode,
) -> Response {
    let view = CodeView {
        email: half.email().to_owned(),
        back,
        notice,
    };
    desk.page(headers, None, status, |around| code_page(around, &view))
        .await
}
