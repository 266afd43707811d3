use app::plain::{ActionFields, AgendaLine, ReviewItemView, ReviewView, review_page};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::date_short;
use model::piloting::{Action, Review, ReviewItem};
use serde::Deserialize;

use crate::access::SignedIn;
use crate::actions::outcome_words;
use crate::http::Problem;
use crate::http::accounts::{Desk, Refused, unavailable};
use crate::http::actions::{cut, suggested};
use crate::objectives::FieldFaults;
use crate::state::Snapshot;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    point: String,
    fait: String,
}

/// A form of an item that could not be used.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) form: String,
    pub(super) action: Option<ActionFields>,
    pub(super) day: String,
    pub(super) words: String,
    pub(super) faults: FieldFaults,
    pub(super) notice: Option<(String, bool)>,
}

/// `GET /revue/{id}?point=`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "note" => Some("C’est noté au compte rendu."),
        "close" => Some("La revue est close."),
        _ => None,
    };
    let tried = Tried {
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Tried::default()
    };
    let nr = asked.point.parse().ok();
    answer(&desk, &who, &headers, (&id, nr), (StatusCode::OK, tried)).await
}

/// Goes on only for who has a right over all that a review is about.
pub(super) fn may(
    desk: &Desk,
    who: &SignedIn,
    right: Right,
    review: &Review,
) -> Result<(), Refused> {
    match &review.scope {
        Some(scope) => who.must_at(right, scope, &desk.state),
        None => who.must(right),
    }
}

/// The review of that number, for who has a right there.
pub(super) async fn find(
    desk: &Desk,
    who: &SignedIn,
    right: Right,
    id: &str,
) -> Result<Result<(Review, Vec<Action>), Response>, Refused> {
    who.must_somewhere(right, &desk.state)?;
    let store = desk.state.store();
    let (Ok(reviews), Ok(actions)) = (store.reviews().await, store.actions().await) else {
        return Ok(Err(unavailable()));
    };
    let mut reviews = reviews.into_iter();
    let Some(review) = reviews.find(|review| review.id.to_string() == id) else {
        return Ok(Err(Problem::new(StatusCode::NOT_FOUND).into_response()));
    };
    may(desk, who, right, &review)?;
    Ok(Ok((review, actions)))
}

/// The page of a review with an item at hand: the one of that number, else the first on
/// which nothing is decided.
pub(super) async fn answer(
    desk: &Desk,
    who: &SignedIn,
    headers: &HeaderMap,
    (id, nr): (&str, Option<u32>),
    (status, tried): (StatusCode, Tried),
) -> Result<Response, Refused> {
    let (review, actions) = match find(desk, who, Right::ActionSet, id).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let undecided = || review.items.iter().find(|item| item.outcomes.is_empty());
    let item = nr
        .and_then(|nr| review.item(nr))
        .or_else(undecided)
        .or(review.items.first());
    let notice = tried.notice.clone();
    let view = desk.state.read(|snapshot| ReviewView {
        address: format!("/revue/{}", review.id),
        title: review.title.clone(),
        told: told(&review),
        agenda: review
            .items
            .iter()
            .map(|line| AgendaLine {
                nr: line.nr,
                heading: line.heading.clone(),
                decided: !line.outcomes.is_empty(),
                current: item.is_some_and(|item| item.nr == line.nr),
            })
            .collect(),
        item: item.map(|item| one(snapshot, (&review, item), &actions, tried)),
        closed: review.closed_at.is_some(),
        notice,
    });
    let draw = |around: &_| review_page(around, &view);
    Ok(desk.page(headers, Some(who), status, draw).await)
}

fn told(review: &Review) -> String {
    let day = date_short(review.day);
    if review.closed_at.is_some() {
        return format!("{day}, close");
    }
    match review.left() {
        0 => format!("{day}, tous les points sont traités"),
        1 => format!("{day}, un point sur {} reste", review.items.len()),
        left => format!("{day}, {left} points sur {} restent", review.items.len()),
    }
}

fn one(
    snapshot: &Snapshot,
    (review, item): (&Review, &ReviewItem),
    actions: &[Action],
    tried: Tried,
) -> ReviewItemView {
    let there = |nr: Option<u32>| nr.filter(|nr| review.item(*nr).is_some());
    let mut ways = vec![
        (
            "Pourquoi la note a changé",
            format!("/lieu/{}/pourquoi", item.place),
        ),
        ("Le lieu", format!("/lieu/{}", item.place)),
    ];
    if let Some(action) = item.action {
        ways.insert(
            0,
            ("L’action en retard", format!("/admin/actions/{action}")),
        );
    }
    let empty = || {
        let asked = ActionFields {
            place: item.place.to_string(),
            indicator: item.indicator.to_string(),
            ..ActionFields::default()
        };
        suggested(snapshot, asked)
    };
    let outcomes = item.outcomes.iter();
    ReviewItemView {
        nr: item.nr,
        heading: item.heading.clone(),
        fact: item.fact.clone(),
        ways,
        outcomes: outcomes
            .map(|recorded| outcome_words(&recorded.outcome, actions))
            .collect(),
        before: there(item.nr.checked_sub(1)),
        after: there(item.nr.checked_add(1)),
        form: tried.form,
        action: tried.action.map_or_else(empty, cut),
        day: tried.day,
        words: tried.words,
        faults: tried.faults,
    }
}
