use app::view::{Address, SharedViews, ViewError};
use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use super::Problem;

/// What `periode` and `pas` may be.
const WORDS: [(&str, &[&str]); 2] = [
    ("periode", &["an", "annee", "trimestre", "mois"]),
    ("pas", &["jour", "mois"]),
];

/// `GET /lieu/{code}/donnees.csv?periode=an&pas=mois`: what the pages show of all
/// fluids of a site, on one axis of time.
pub(super) fn routes(views: SharedViews) -> Router {
    Router::new()
        .route("/lieu/{code}/donnees.csv", get(place_data))
        .with_state(views)
}

async fn place_data(
    State(views): State<SharedViews>,
    Path(code): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let text = uri.path_and_query().map_or("", |asked| asked.as_str());
    let Ok(asked) = Address::parse(text) else {
        return refused("au is a date: ?au=2025-12-31".to_owned());
    };
    for (name, known) in WORDS {
        if asked.word(name).is_some_and(|word| !known.contains(&word)) {
            return refused(format!("{name} is one of {}", known.join(", ")));
        }
    }
    match views.place_data(&code, &asked).await {
        Ok(text) => (
            [
                (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (
                    // A code is letters, digits and marks that file names may have.
                    CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{code}.csv\""),
                ),
                (CACHE_CONTROL, "no-store".to_owned()),
            ],
            text,
        )
            .into_response(),
        Err(ViewError::NotFound | ViewError::Undeclared) => Problem::new(StatusCode::NOT_FOUND)
            .detail("no such site or meter")
            .into_response(),
        Err(ViewError::Unavailable) => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response()
        }
    }
}

fn refused(detail: String) -> Response {
    Problem::new(StatusCode::BAD_REQUEST)
        .detail(detail)
        .into_response()
}
