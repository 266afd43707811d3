use app::plain::{PosterView, rating_poster};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};

use super::Ratings;
use super::rated_counter::RatedCounter;
use crate::http::Problem;
use crate::http::qr_path::qr_path;

/// `GET /avis/{counter}/affiche`: a sheet of A4 to hang up. The code leads to the host
/// under which the sheet was asked for.
pub(super) async fn show(
    State(ratings): State<Ratings>,
    counter: RatedCounter,
    headers: HeaderMap,
) -> Response {
    let site = ratings.desk.proxy.site(&headers);
    let drawn = site.and_then(|site| {
        let address = format!("{site}/avis/{}", counter.code);
        let (path, side) = qr_path(&address)?;
        Some(PosterView {
            address,
            path,
            side,
        })
    });
    let Some(view) = drawn else {
        return Problem::new(StatusCode::BAD_REQUEST)
            .detail("the host of the request is none that a code could lead to")
            .into_response();
    };
    let draw = |around: &app::plain::Around| rating_poster(around, &counter.view, &view);
    ratings.page(&headers, StatusCode::OK, draw).await
}
