use app::plain::{MeNotice, MeView, me_page};
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::{Desk, cookie, words};
use crate::access::{AccountFault, SignedIn};

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize)]
pub(super) struct Written {
    present: String,
    nouveau: String,
    encore: String,
}

/// `GET /moi`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let notice = (asked.fait == "mot-de-passe").then_some(MeNotice::Changed);
    answer(&desk, &headers, &who, StatusCode::OK, notice).await
}

/// `POST /moi/mot-de-passe`.
pub(super) async fn change_password(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let done = if written.nouveau == written.encore {
        desk.accounts
            .change_password(&who, written.present, written.nouveau)
            .await
    } else {
        Err(AccountFault::Password("twice the same"))
    };
    match done {
        Ok(secret) => {
            let mut response = Redirect::to("/moi?fait=mot-de-passe").into_response();
            cookie::give(response.headers_mut(), &secret);
            unkept(response)
        }
        Err(fault) => {
            let (status, why) = words::fault(&fault);
            let notice = Some(MeNotice::Refused(why));
            answer(&desk, &headers, &who, status, notice).await
        }
    }
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    who: &SignedIn,
    status: StatusCode,
    notice: Option<MeNotice>,
) -> Response {
    let Ok(account) = desk
        .accounts
        .store()
        .account_of(who.email().to_owned())
        .await
    else {
        return unavailable();
    };
    let view = MeView {
        caller: who.caller().clone(),
        email: who.email().to_owned(),
        place: words::place(&desk.state, who.caller().scope.as_ref()),
        has_second_factor: account.is_some_and(|account| account.has_second_factor),
        notice,
    };
    desk.page(headers, Some(who), status, |around| me_page(around, &view))
        .await
}
