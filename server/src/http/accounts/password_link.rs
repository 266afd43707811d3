use app::plain::{PasswordLinkView, password_link_page};
use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::desk::unkept;
use super::{Desk, cookie, words};
use crate::access::{AccountFault, Actor};

#[derive(Deserialize)]
pub(super) struct Written {
    nouveau: String,
    encore: String,
}

/// `GET /mot-de-passe/{link}`: looking uses nothing up.
pub(super) async fn show(
    State(desk): State<Desk>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    answer(&desk, &headers, secret, None).await
}

/// `POST /mot-de-passe/{link}`.
pub(super) async fn choose(
    State(desk): State<Desk>,
    Extension(from): Extension<Actor>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let done = if written.nouveau == written.encore {
        desk.accounts
            .use_password_link(&secret, written.nouveau, &from)
            .await
    } else {
        Err(AccountFault::Password("twice the same"))
    };
    match done {
        Ok(()) => {
            let mut response =
                Redirect::to("/connexion?motif=mot-de-passe&retour=/moi").into_response();
            cookie::take_back(response.headers_mut());
            unkept(response)
        }
        Err(fault) => answer(&desk, &headers, secret, Some(fault)).await,
    }
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    secret: String,
    fault: Option<AccountFault>,
) -> Response {
    let (email, fault) = match desk.accounts.email_of_link(&secret).await {
        Ok(email) => (Some(email), fault),
        Err(gone) => (None, Some(gone)),
    };
    let told = fault.as_ref().map(words::fault);
    let status = told.as_ref().map_or(StatusCode::OK, |(status, _)| *status);
    let view = PasswordLinkView {
        secret,
        email,
        fault: told.map(|(_, why)| why),
    };
    let draw = |around: &_| password_link_page(around, &view);
    desk.page(headers, None, status, draw).await
}
