use app::plain::{ReviewLine, ReviewsView, reviews_page};
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::{date_iso, date_short};
use model::piloting::{Action, Review, ReviewItem};
use serde::Deserialize;

use super::one::may;
use crate::access::SignedIn;
use crate::actions::agenda;
use crate::http::accounts::{Desk, Refused, unavailable, unkept};
use crate::objectives::{FieldFaults, LONGEST_NAME, TypedFields};
use crate::state::Snapshot;

/// Characters of the participants.
const LONGEST_PARTICIPANTS: usize = 1000;

/// The form that opens a review.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    titre: String,
    jour: String,
    participants: String,
}

/// `GET /revue`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must_somewhere(Right::ActionSet, &desk.state)?;
    let today = desk.state.read(|snapshot| snapshot.now.moment().day);
    let written = Written {
        titre: format!("Revue du {}", date_short(today)),
        jour: date_iso(today),
        participants: String::new(),
    };
    let faults = FieldFaults::new();
    Ok(answer(&desk, &who, &headers, StatusCode::OK, (written, faults)).await)
}

/// `POST /revue`.
pub(super) async fn open(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    who.must_somewhere(Right::ActionSet, &desk.state)?;
    let mut faults = FieldFaults::new();
    let mut read = TypedFields {
        faults: &mut faults,
    };
    let title = read.words("titre", "Le titre", &written.titre, LONGEST_NAME);
    if title.is_none() {
        read.fault("titre", "Donnez un titre.");
    }
    let day = read.day("jour", "La date", &written.jour);
    if day.is_none() {
        read.fault("jour", "Donnez le jour de la revue.");
    }
    let participants = read.words(
        "participants",
        "La liste",
        &written.participants,
        LONGEST_PARTICIPANTS,
    );
    let (Some(title), Some(day), true) = (title, day, faults.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer(&desk, &who, &headers, status, (written, faults)).await);
    };
    let store = desk.state.store();
    let Ok(actions) = store.actions().await else {
        return Ok(unavailable());
    };
    let now = desk.accounts.clock().now();
    let review = Review {
        id: 0,
        title,
        day,
        participants: participants.unwrap_or_default(),
        scope: who.caller().scope.clone(),
        opened_at: now,
        author: who.email().to_owned(),
        role: Some(who.caller().role),
        closed_at: None,
        items: desk.state.read(|snapshot| items(snapshot, &who, &actions)),
    };
    let actor = who.actor();
    let trace = actor.changed("review.open", "review", (None, Some(&review)), now);
    match store.open_review(review, trace).await {
        Ok(id) => Ok(unkept(
            Redirect::to(&format!("/revue/{id}")).into_response(),
        )),
        Err(fault) => {
            tracing::error!(%fault, "a review is not opened");
            Ok(unavailable())
        }
    }
}

/// What a review that somebody opens now goes through: their part of the town.
fn items(snapshot: &Snapshot, who: &SignedIn, actions: &[Action]) -> Vec<ReviewItem> {
    let tree = snapshot.town.tree();
    agenda(snapshot, actions, |id| {
        let place = tree.place(id);
        place.is_some_and(|place| who.caller().may(Right::ActionSet, &place.code, tree))
    })
}

async fn answer(
    desk: &Desk,
    who: &SignedIn,
    headers: &HeaderMap,
    status: StatusCode,
    (written, faults): (Written, FieldFaults),
) -> Response {
    let store = desk.state.store();
    let (Ok(reviews), Ok(actions)) = (store.reviews().await, store.actions().await) else {
        return unavailable();
    };
    let (count, judged) = desk.state.read(|snapshot| {
        let items = items(snapshot, who, &actions).len();
        (items, snapshot.town.objectives().len())
    });
    let cut = |text: String| text.chars().take(LONGEST_PARTICIPANTS + 200).collect();
    let mine = reviews.iter().rev().filter(|review| {
        let right = Right::ActionSet;
        may(desk, who, right, review).is_ok()
    });
    let view = ReviewsView {
        lines: mine.map(line).collect(),
        agenda: match count {
            0 if judged == 0 => {
                "Aucun objectif n’est fixé\u{202f}: rien ne peut être en écart.".to_owned()
            }
            0 => "Rien n’est en écart et aucune action n’est en retard aujourd’hui.".to_owned(),
            1 => "Un point à l’ordre du jour, fait des écarts et des retards d’aujourd’hui."
                .to_owned(),
            count => format!(
                "{count} points à l’ordre du jour, faits des écarts et des retards d’aujourd’hui."
            ),
        },
        title: cut(written.titre),
        day: cut(written.jour),
        participants: cut(written.participants),
        faults,
    };
    let draw = |around: &_| reviews_page(around, &view);
    desk.page(headers, Some(who), status, draw).await
}

fn line(review: &Review) -> ReviewLine {
    let address = format!("/revue/{}", review.id);
    let (address, status) = match (review.closed_at, review.left()) {
        (Some(_), _) => (format!("{address}/compte-rendu"), "close".to_owned()),
        (None, 0) => (address, "en cours".to_owned()),
        (None, 1) => (address, "en cours, un point reste".to_owned()),
        (None, left) => (address, format!("en cours, {left} points restent")),
    };
    ReviewLine {
        address,
        title: review.title.clone(),
        day: date_short(review.day),
        status,
    }
}
