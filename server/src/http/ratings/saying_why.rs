use std::time::Duration;

use app::plain::thanks_page;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::reception::RatingReason;
use model::time::{At, Day};
use serde::Deserialize;

use super::form_token::{FormToken, Step, TokenFault};
use super::rated_counter::RatedCounter;
use super::{Ratings, back_after};
use crate::http::Problem;
use crate::store::ReasonCount;

/// How long a tablet says thanks.
const THANKS: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Why {
    #[serde(default)]
    jeton: String,
    #[serde(default)]
    raison: String,
}

/// `POST /avis/{counter}/raison`: counts a reason, or none, and says thanks. What cannot
/// be read goes back to the start: the answer itself is kept already.
pub(super) async fn take(
    State(ratings): State<Ratings>,
    counter: RatedCounter,
    why: Result<Form<Why>, FormRejection>,
) -> Response {
    let start = || Redirect::to(&counter.view.start()).into_response();
    let Ok(Form(why)) = why else {
        return start();
    };
    let now = ratings.desk.accounts.clock().now();
    let (form, satisfied) = match ratings.forms.read(&counter, &why.jeton, now) {
        Ok(
            form @ FormToken {
                step: Step::Reason { satisfied },
                ..
            },
        ) => (form, satisfied),
        Err(TokenFault::Expired) => return thanks(&counter),
        Ok(_) | Err(TokenFault::Foreign) => return start(),
    };
    let reason: Option<RatingReason> = match why.raison.as_str() {
        "" => None,
        named => match named.parse() {
            Ok(reason) => Some(reason),
            Err(_) => return start(),
        },
    };
    let is_first = ratings.forms.spent.spend(form, true, now);
    if let Some(reason) = reason.filter(|_| is_first) {
        let store = ratings.desk.state.store();
        let more = ReasonCount {
            counter: counter.code.clone(),
            month: month(&ratings, ratings.desk.state.clock().now()),
            reason,
            satisfied,
            count: 1,
        };
        if let Err(fault) = store.count_reason(more).await {
            tracing::error!(%fault, "a reason is not kept");
            ratings.forms.spent.give_back(form, true);
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE)
                .detail("the reason could not be kept: send it again")
                .into_response();
        }
    }
    thanks(&counter)
}

/// `GET /avis/{counter}/merci`: reloading it sends nothing again.
pub(super) async fn thank(
    State(ratings): State<Ratings>,
    counter: RatedCounter,
    headers: HeaderMap,
) -> Response {
    let draw = |around: &app::plain::Around| thanks_page(around, &counter.view);
    let page = ratings.page(&headers, StatusCode::OK, draw).await;
    back_after(page, THANKS, &counter)
}

fn thanks(counter: &RatedCounter) -> Response {
    Redirect::to(&counter.view.address("/merci")).into_response()
}

/// The first day of the local month of an instant.
fn month(ratings: &Ratings, at: At) -> Day {
    ratings
        .desk
        .state
        .read(|snapshot| snapshot.town.zone().day(at).first_of_month())
}
