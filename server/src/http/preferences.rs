use app::shell::ThemeChoice;
use axum::Router;
use axum::extract::Form;
use axum::http::header::{LOCATION, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde::Deserialize;

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
    let choice = ThemeChoice::from_name(&chosen.theme).as_str();
    let cookie =
        format!("{THEME_COOKIE}={choice}; Path=/; Max-Age={KEPT_S}; SameSite=Lax; HttpOnly");
    (
        StatusCode::SEE_OTHER,
        [(SET_COOKIE, cookie), (LOCATION, path_of_referer(&headers))],
    )
        .into_response()
}

/// The page that sent the form, as a path of this site and nothing else.
pub(crate) fn path_of_referer(headers: &HeaderMap) -> String {
    headers
        .get(REFERER)
        .and_then(|value| value.to_str().ok()?.parse::<Uri>().ok())
        .and_then(|uri| Some(uri.path_and_query()?.as_str().to_owned()))
        .filter(|path| path.starts_with('/') && !path.starts_with("//"))
        .unwrap_or_else(|| "/".to_owned())
}
