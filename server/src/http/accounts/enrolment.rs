use app::plain::{EnrolmentState, EnrolmentView, QrView, enrolment_page, recovery_codes_page};
use axum::extract::{Form, FromRequestParts, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::session::{arrival, local};
use super::{Desk, Refused, cookie, words};
use crate::access::{AccountFault, FactorState, Halfway, SignedIn};
use crate::http::qr_path::qr_path;

/// Somebody who may enrol for one-time codes: signed in, or nothing else until it is done.
pub(super) struct Enrolling {
    who: SignedIn,
    must: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Enrolling {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let half = parts.extensions.get::<Halfway>();
        if let Some(who) = half.and_then(Halfway::enrolling) {
            return Ok(Self {
                who: who.clone(),
                must: true,
            });
        }
        let who = parts.extensions.get::<SignedIn>().cloned();
        Ok(Self {
            who: who.ok_or(Refused::SignIn)?,
            must: false,
        })
    }
}

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
    retour: String,
}

/// `GET /moi/code`.
pub(super) async fn show(
    State(desk): State<Desk>,
    enrolling: Enrolling,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let back = local(&asked.retour);
    answer(&desk, &headers, &enrolling, (StatusCode::OK, None, back)).await
}

/// `POST /moi/code`: the first code of the application.
pub(super) async fn confirm(
    State(desk): State<Desk>,
    enrolling: Enrolling,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let back = local(&written.retour);
    let done = desk.accounts.confirm_factor(&enrolling.who, &written.code);
    match done.await {
        Ok((secret, codes)) => {
            let who = Some(&enrolling.who);
            let way = arrival(back);
            let draw = |around: &_| recovery_codes_page(around, &codes, &way);
            let mut response = desk.page(&headers, who, StatusCode::OK, draw).await;
            cookie::give(response.headers_mut(), &secret);
            response
        }
        Err(fault) => refuse(&desk, &headers, &enrolling, &fault, back).await,
    }
}

/// `POST /moi/code/secours`.
pub(super) async fn renew(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    match desk.accounts.renew_recovery_codes(&who, written.code).await {
        Ok(codes) => {
            let draw = |around: &_| recovery_codes_page(around, &codes, "/moi/code");
            desk.page(&headers, Some(&who), StatusCode::OK, draw).await
        }
        Err(fault) => {
            let enrolling = Enrolling { who, must: false };
            refuse(&desk, &headers, &enrolling, &fault, String::from("/")).await
        }
    }
}

/// `POST /moi/code/retirer`.
pub(super) async fn leave(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    match desk.accounts.leave_factor(&who, written.code).await {
        Ok(()) => {
            let mut response = Redirect::to("/connexion?motif=retrait").into_response();
            cookie::take_back(response.headers_mut());
            unkept(response)
        }
        Err(fault) => {
            let enrolling = Enrolling { who, must: false };
            refuse(&desk, &headers, &enrolling, &fault, String::from("/")).await
        }
    }
}

async fn refuse(
    desk: &Desk,
    headers: &HeaderMap,
    enrolling: &Enrolling,
    fault: &AccountFault,
    back: String,
) -> Response {
    let (status, why) = words::fault(fault);
    answer(desk, headers, enrolling, (status, Some(why), back)).await
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    enrolling: &Enrolling,
    (status, fault, back): (StatusCode, Option<String>, String),
) -> Response {
    let Enrolling { who, must } = enrolling;
    let state = match desk.accounts.factor_state(who).await {
        Ok(FactorState::InUse(since, codes_left)) => EnrolmentState::InUse {
            since: words::day(&desk.state, since),
            codes_left,
            may_leave: !who.caller().role.needs_second_factor(),
        },
        Ok(FactorState::Enrolling { address, secret }) => EnrolmentState::Enrolling {
            code: qr_path(&address).map(|(path, side)| QrView { path, side }),
            secret,
            address,
        },
        Err(_) => return unavailable(),
    };
    let view = EnrolmentView {
        email: who.email().to_owned(),
        must: *must,
        state,
        back,
        fault,
    };
    // Who has yet to enrol is not signed in: their name leads nowhere.
    let shown = (!must).then_some(who);
    desk.page(headers, shown, status, |around| {
        enrolment_page(around, &view)
    })
    .await
}
