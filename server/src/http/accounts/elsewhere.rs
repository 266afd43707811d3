use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::HeaderMap;
use http::request::Parts;
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::identify::{is_protected, stage_address};
use super::session::{arrival, end_before, local};
use super::{Desk, cookie};
use crate::access::{Actor, Halfway, OuterFault, SignedIn};
use crate::http::Problem;
use crate::oidc::{OidcFault, Provider};

/// The most signs of what a provider sends along.
const LONGEST: usize = 4_096;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Answered {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// `GET /connexion/fournisseur`: sends somebody to the provider.
pub(super) async fn leave(
    State(desk): State<Desk>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Response {
    let Some(provider) = provider(&desk) else {
        return nowhere();
    };
    if !is_protected(&parts, desk.proxy) {
        return unkept(Redirect::to("/connexion").into_response());
    }
    match provider.leave(local(&asked.retour)).await {
        Ok(departure) => {
            let mut response = Redirect::to(&departure.address).into_response();
            cookie::bind(response.headers_mut(), &departure.binding);
            unkept(response)
        }
        Err(fault) => refused(&fault),
    }
}

/// `GET /connexion/retour`: takes in who comes back.
pub(super) async fn arrive(
    State(desk): State<Desk>,
    Extension(from): Extension<Actor>,
    Query(answered): Query<Answered>,
    before: Option<Extension<SignedIn>>,
    half: Option<Extension<Halfway>>,
    headers: HeaderMap,
) -> Response {
    let Some(provider) = provider(&desk) else {
        return nowhere();
    };
    let binding = cookie::binding(&headers).unwrap_or_default();
    let is_short = |text: &&String| text.len() <= LONGEST;
    let answer = match (&answered.error, answered.code.as_ref().filter(is_short)) {
        (None, Some(code)) => Ok(code.clone()),
        (Some(error), _) => Err(error.chars().take(80).collect()),
        (None, None) => Err("it sent no code".to_owned()),
    };
    if answered.iss.is_some_and(|issuer| !provider.is(&issuer)) {
        return refused(&OidcFault::Unbelievable(
            "another provider answered".to_owned(),
        ));
    }
    let arrived = match provider.arrive((&answered.state, binding), answer).await {
        Ok(arrived) => arrived,
        Err(fault) => return refused(&fault),
    };
    let vouched = (arrived.id_token, provider.sirets());
    let done = desk
        .accounts
        .sign_in_from(&arrived.identity, vouched, &from)
        .await;
    let begun = match done {
        Ok(begun) => begun,
        Err(OuterFault::Organisation) => return back_with("organisation"),
        Err(OuterFault::NotInvited) => return back_with("inconnu"),
        Err(OuterFault::SignIn(_)) => return back_with("indisponible"),
    };
    if !end_before(&desk, before, half).await {
        return unavailable();
    }
    let back = arrived.back;
    let way = match begun.stage {
        Some(stage) => stage_address(stage, &back),
        None => arrival(back),
    };
    let mut response = Redirect::to(&way).into_response();
    cookie::give(response.headers_mut(), &begun.secret);
    cookie::unbind(response.headers_mut());
    unkept(response)
}

fn provider(desk: &Desk) -> Option<Arc<Provider>> {
    desk.provider.clone()
}

fn nowhere() -> Response {
    Problem::new(http::StatusCode::NOT_FOUND)
        .detail("this site knows no provider of identities")
        .into_response()
}

fn refused(fault: &OidcFault) -> Response {
    tracing::warn!(%fault, "sign-in elsewhere");
    back_with(match fault {
        OidcFault::State => "perime",
        OidcFault::Refused(_) => "refus",
        OidcFault::Provider(_) | OidcFault::Unbelievable(_) => "fournisseur",
    })
}

fn back_with(why: &str) -> Response {
    let mut response = Redirect::to(&format!("/connexion?motif={why}")).into_response();
    cookie::unbind(response.headers_mut());
    unkept(response)
}
