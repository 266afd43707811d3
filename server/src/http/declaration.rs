use app::view::{SharedViews, ViewError};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Deserialize;

use super::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    annee: i16,
}

/// `GET /energie/eco-energie-tertiaire/declaration.csv?annee=2025`: what the
/// liable sites declare of a year.
pub(super) fn routes(views: SharedViews) -> Router {
    Router::new()
        .route(
            "/energie/eco-energie-tertiaire/declaration.csv",
            get(declaration),
        )
        .with_state(views)
}

async fn declaration(
    State(views): State<SharedViews>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let Ok(Query(Asked { annee })) = asked else {
        return Problem::new(StatusCode::BAD_REQUEST)
            .detail("ask for one calendar year: ?annee=2025")
            .into_response();
    };
    match views.eet_declaration(annee).await {
        Ok(text) => (
            [
                (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (
                    CONTENT_DISPOSITION,
                    format!("attachment; filename=\"eco-energie-tertiaire-{annee}.csv\""),
                ),
                (CACHE_CONTROL, "no-store".to_owned()),
            ],
            text,
        )
            .into_response(),
        Err(ViewError::NotFound | ViewError::Undeclared) => Problem::new(StatusCode::NOT_FOUND)
            .detail("no such year: from 2010 to the current year")
            .into_response(),
        Err(ViewError::Unavailable) => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response()
        }
    }
}
