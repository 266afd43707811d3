use app::shell::ThemeChoice;
use axum::Router;
use axum::extract::Form;
use axum::http::header::{HOST, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde::Deserialize;

use super::Problem;
use super::pages::THEME_COOKIE;

/// A year, in seconds.
const KEPT_S: u32 = 31_536_000;

#[derive(Deserialize)]
struct Chosen {
    theme: String,
}

/// `POST /preferences`: light or dark, kept in a cookie; works without scripts.
pub(super) fn routes() -> Router {
    Router::new().route("/preferences", post(choose))
}

async fn choose(headers: HeaderMap, Form(chosen): Form<Chosen>) -> Response {
    if !from_here(&headers) {
        return Problem::new(StatusCode::FORBIDDEN)
            .detail("this form is sent from a page of this site")
            .into_response();
    }
    let choice = ThemeChoice::from_name(&chosen.theme).as_str();
    let cookie =
        format!("{THEME_COOKIE}={choice}; Path=/; Max-Age={KEPT_S}; SameSite=Lax; HttpOnly");
    (
        StatusCode::SEE_OTHER,
        [(SET_COOKIE, cookie), (LOCATION, back(&headers))],
    )
        .into_response()
}

/// The page that sent the form, as a path of this site and nothing else.
fn back(headers: &HeaderMap) -> String {
    headers
        .get(REFERER)
        .and_then(|value| value.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|uri| Some(uri.path_and_query()?.as_str().to_owned()))
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .unwrap_or_else(|| "/".to_owned())
}

/// A browser names the origin of a form; another origin than ours is refused.
fn from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(ORIGIN), text(HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, origin)| origin == host),
        (Some(_), None) => false,
    }
}
