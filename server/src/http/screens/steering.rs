use app::plain::steering_page;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::PlaceCode;
use serde::Deserialize;

use super::Screens;
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::Refused;
use crate::views::{SteeringAsked, steering};

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    jour: String,
    #[serde(default)]
    point: String,
}

/// `GET /lieu/{code}/pilotage?jour=lundi&point=COUNTER`.
pub(super) async fn show(
    State(screens): State<Screens>,
    Path(code): Path<String>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    // Who may not read a place is not told whether there is one.
    let place: PlaceCode = code.parse().map_err(|_| Refused::Right)?;
    who.must_at(Right::ReceptionRead, &place, &screens.desk.state)?;
    let asked = SteeringAsked {
        weekday: &asked.jour,
        counter: &asked.point,
    };
    match steering(&screens.halls, place.as_str(), asked).await {
        Ok(Some(view)) => {
            let draw = |around: &_| steering_page(around, &view);
            let page = screens
                .desk
                .page(&headers, Some(&who), StatusCode::OK, draw);
            Ok(page.await)
        }
        Ok(None) => Err(Refused::Right),
        Err(fault) => {
            tracing::error!(%fault, "the days of the reception");
            Ok(Problem::new(StatusCode::SERVICE_UNAVAILABLE)
                .detail("the reception cannot be read now: try again")
                .retry_after(std::time::Duration::from_secs(10))
                .into_response())
        }
    }
}
