use std::time::Duration;

use app::plain::{RatingNotice, rating_page, reason_page};
use axum::Extension;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::time::At;
use rand::RngCore as _;
use serde::Deserialize;

use super::form_token::{FormToken, Step, TokenFault};
use super::rated_counter::RatedCounter;
use super::{Ratings, back_after, retry_after};
use crate::access::Actor;
use crate::http::Problem;
use crate::ingest::reception::Records;
use crate::ingest::take_in;
use crate::store::{Question, Rating, StoreError};

/// Faces.
const SCALE: u8 = 5;
/// From this face on somebody is satisfied, as [`model::reception::RatingCounts`] has it.
const SATISFIED: u8 = 4;
/// How this source is named.
const SOURCE: &str = "avis";
/// A tablet asks for a new form long before the one it shows is too old.
const RENEWED: Duration = Duration::from_secs(15 * 60);
/// A tablet that was left at the second question is free again after that.
const LEFT: Duration = Duration::from_secs(60);
/// Tries to tell an answer apart from others of its minute.
const TRIES: u8 = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    #[serde(default)]
    jeton: String,
    #[serde(default)]
    note: String,
}

/// `GET /avis/{counter}`: five faces.
pub(super) async fn show(
    State(ratings): State<Ratings>,
    counter: RatedCounter,
    headers: HeaderMap,
) -> Response {
    ask(&ratings, &counter, &headers, StatusCode::OK, None).await
}

/// `POST /avis/{counter}`: keeps the answer and asks why. The same form again shows the
/// same page and counts nothing.
pub(super) async fn take(
    State(ratings): State<Ratings>,
    counter: RatedCounter,
    Extension(who): Extension<Actor>,
    headers: HeaderMap,
    chosen: Result<Form<Chosen>, FormRejection>,
) -> Response {
    let now = ratings.desk.accounts.clock().now();
    let again = |status, notice| ask(&ratings, &counter, &headers, status, Some(notice));
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let Ok(Form(chosen)) = chosen else {
        return again(unfit, RatingNotice::NoFace).await;
    };
    let form = match ratings.forms.read(&counter, &chosen.jeton, now) {
        Ok(form) if form.step == Step::Score => form,
        Ok(_) | Err(TokenFault::Foreign | TokenFault::Expired) => {
            return again(unfit, RatingNotice::TooOld).await;
        }
    };
    let score = chosen.note.parse().ok();
    let Some(score) = score.filter(|score| (1..=SCALE).contains(score)) else {
        return again(unfit, RatingNotice::NoFace).await;
    };
    let satisfied = score >= SATISFIED;
    if !ratings.forms.spent.is_spent(form, false) {
        if let Err(seconds) = ratings.forms.let_in(&counter, &who.origin, now) {
            let page = again(StatusCode::TOO_MANY_REQUESTS, RatingNotice::Wait(seconds)).await;
            return retry_after(page, seconds);
        }
        if ratings.forms.spent.spend(form, false, now)
            && let Err(fault) = keep(&ratings, &counter, score).await
        {
            tracing::error!(%fault, "an answer is not kept");
            ratings.forms.spent.give_back(form, false);
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE)
                .detail("the answer could not be kept: send it again")
                .into_response();
        }
    }
    ask_why(&ratings, &counter, &headers, form, satisfied).await
}

async fn ask(
    ratings: &Ratings,
    counter: &RatedCounter,
    headers: &HeaderMap,
    status: StatusCode,
    notice: Option<RatingNotice>,
) -> Response {
    let now = ratings.desk.accounts.clock().now();
    let form = ratings.forms.open(counter, now);
    let draw = |around: &app::plain::Around| rating_page(around, &counter.view, &form, notice);
    let page = ratings.page(headers, status, draw).await;
    back_after(page, RENEWED, counter)
}

async fn ask_why(
    ratings: &Ratings,
    counter: &RatedCounter,
    headers: &HeaderMap,
    form: FormToken,
    satisfied: bool,
) -> Response {
    let step = Step::Reason { satisfied };
    let form = ratings.forms.go_on(counter, form, step);
    let draw = |around: &app::plain::Around| reason_page(around, &counter.view, &form, satisfied);
    let page = ratings.page(headers, StatusCode::OK, draw).await;
    back_after(page, LEFT, counter)
}

/// Keeps an answer through the gate of all answers, as one of its minute: neither the
/// second nor the order in which answers came tells who stood there.
async fn keep(ratings: &Ratings, counter: &RatedCounter, score: u8) -> Result<(), StoreError> {
    let state = &ratings.desk.state;
    let at = minute(state.clock().now());
    for _ in 0..TRIES {
        let rating = Rating {
            counter: counter.code.clone(),
            at,
            channel: counter.channel(),
            question: Question::Satisfaction,
            score,
            scale: SCALE,
            source: SOURCE.to_owned(),
            nth: rand::rng().next_u32(),
        };
        let records = Records {
            good: vec![rating],
            faults: Vec::new(),
            lines: 1,
        };
        let done = take_in(state.store().as_ref(), records, at).await?;
        if done.added > 0 {
            return Ok(());
        }
    }
    Err(StoreError::Conflict("an answer like all others".to_owned()))
}

/// The minute in which an instant lies.
fn minute(at: At) -> At {
    At::from_seconds(at.seconds().div_euclid(60) * 60)
}
