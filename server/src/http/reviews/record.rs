use app::plain::ActionFields;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::piloting::{ItemOutcome, Outcome, Review, ReviewItem};
use model::time::Day;
use serde::Deserialize;

use super::one::{Tried, answer, find};
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::{Desk, Refused, unavailable, unkept};
use crate::http::actions::{Undecided, decide};
use crate::objectives::{FieldFaults, LONGEST_REASON, TypedFields};
use crate::store::StoreError;

/// Characters of a field that come back: what is longer is refused by name.
const LONGEST_BACK: usize = 600;
const CHANGED: &str =
    "La revue a été close ou a changé entre-temps\u{202f}: rien n’est noté. Relisez-la.";

/// The fields of every form of an item but that of an action; a form sends its own.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    rien_pourquoi: String,
    reporte_au: String,
    reporte_pourquoi: String,
    note: String,
}

/// `POST /revue/{id}/{nr}/action`: decides an action on the item.
pub(super) async fn act(
    State(desk): State<Desk>,
    who: SignedIn,
    Path((id, nr)): Path<(String, String)>,
    headers: HeaderMap,
    Form(fields): Form<ActionFields>,
) -> Result<Response, Refused> {
    let (review, item) = match item(&desk, &who, &id, &nr).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let fields = ActionFields {
        place: item.place.to_string(),
        indicator: item.indicator.to_string(),
        ..fields
    };
    let refused = |status, faults, notice: Option<&str>| {
        let tried = Tried {
            form: "action".to_owned(),
            action: Some(fields.clone()),
            faults,
            notice: notice.map(|words| (words.to_owned(), true)),
            ..Tried::default()
        };
        (status, tried)
    };
    let at = (id.as_str(), Some(item.nr));
    let answered = match decide(&desk, &who, &fields, Some((review.id, item.nr))).await {
        Ok(_) => return Ok(next(&review, &item)),
        Err(Undecided::Refused(fault)) => return Err(fault),
        Err(Undecided::Faults(faults)) => refused(StatusCode::UNPROCESSABLE_ENTITY, faults, None),
        Err(Undecided::Store(StoreError::Conflict(_))) => {
            refused(StatusCode::CONFLICT, FieldFaults::new(), Some(CHANGED))
        }
        Err(Undecided::Store(fault)) => {
            tracing::error!(%fault, "an action is not decided");
            return Ok(unavailable());
        }
    };
    answer(&desk, &who, &headers, at, answered).await
}

/// `POST /revue/{id}/{nr}/{rien|reporter|noter}`.
pub(super) async fn record(
    State(desk): State<Desk>,
    who: SignedIn,
    Path((id, nr, form)): Path<(String, String, String)>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    let (review, item) = match item(&desk, &who, &id, &nr).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let today = desk.state.read(|snapshot| snapshot.now.moment().day);
    let Some(read) = outcome(&form, &written, today) else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    let cut = |text: &str| text.chars().take(LONGEST_BACK).collect::<String>();
    let words = [
        &written.rien_pourquoi,
        &written.reporte_pourquoi,
        &written.note,
    ];
    let tried = |faults, notice: Option<&str>| Tried {
        form: cut(&form),
        day: cut(&written.reporte_au),
        words: words.into_iter().map(|text| cut(text)).collect(),
        faults,
        notice: notice.map(|words| (words.to_owned(), true)),
        ..Tried::default()
    };
    let at = (id.as_str(), Some(item.nr));
    let decided = match read {
        Ok(decided) => decided,
        Err(faults) => {
            let answered = (StatusCode::UNPROCESSABLE_ENTITY, tried(faults, None));
            return answer(&desk, &who, &headers, at, answered).await;
        }
    };
    let now = desk.accounts.clock().now();
    let recorded = ItemOutcome {
        at: now,
        author: who.email().to_owned(),
        role: Some(who.caller().role),
        outcome: decided,
    };
    let object = format!("review {} item {}", review.id, item.nr);
    let kind = format!("review.{}", recorded.outcome.kind());
    let trace = who
        .actor()
        .changed(&kind, object, (None, Some(&recorded)), now);
    let at_item = (review.id, item.nr);
    match desk
        .state
        .store()
        .record_outcome(at_item, recorded, trace)
        .await
    {
        Ok(()) => Ok(next(&review, &item)),
        Err(StoreError::Conflict(_)) => {
            let answered = (StatusCode::CONFLICT, tried(Vec::new(), Some(CHANGED)));
            answer(&desk, &who, &headers, at, answered).await
        }
        Err(fault) => {
            tracing::error!(%fault, "nothing is noted of a review");
            Ok(unavailable())
        }
    }
}

/// `POST /revue/{id}/clore`.
pub(super) async fn close(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (review, _) = match find(&desk, &who, Right::ActionSet, &id).await? {
        Ok(found) => found,
        Err(response) => return Ok(response),
    };
    let now = desk.accounts.clock().now();
    let object = format!("review {}", review.id);
    let trace = who.actor().did("review.close", object, now);
    match desk.state.store().close_review(review.id, now, trace).await {
        Ok(()) => {
            let to = format!("/revue/{}/compte-rendu", review.id);
            Ok(unkept(Redirect::to(&to).into_response()))
        }
        Err(StoreError::Conflict(_)) => {
            let tried = Tried {
                notice: Some((CHANGED.to_owned(), true)),
                ..Tried::default()
            };
            answer(
                &desk,
                &who,
                &headers,
                (&id, None),
                (StatusCode::CONFLICT, tried),
            )
            .await
        }
        Err(fault) => {
            tracing::error!(%fault, "a review is not closed");
            Ok(unavailable())
        }
    }
}

/// The item of a review for who may decide on it.
async fn item(
    desk: &Desk,
    who: &SignedIn,
    id: &str,
    nr: &str,
) -> Result<Result<(Review, ReviewItem), Response>, Refused> {
    let (review, _) = match find(desk, who, Right::ActionSet, id).await? {
        Ok(found) => found,
        Err(response) => return Ok(Err(response)),
    };
    let item = nr.parse().ok().and_then(|nr| review.item(nr)).cloned();
    Ok(match item {
        Some(item) => Ok((review, item)),
        None => Err(Problem::new(StatusCode::NOT_FOUND).into_response()),
    })
}

/// On to the next item; after the last one, back to it.
fn next(review: &Review, item: &ReviewItem) -> Response {
    let next = item.nr.saturating_add(1);
    let nr = review.item(next).map_or(item.nr, |item| item.nr);
    let to = format!("/revue/{}?point={nr}&fait=note", review.id);
    unkept(Redirect::to(&to).into_response())
}

/// What a form decides; `None`: there is no such form.
fn outcome(form: &str, written: &Written, today: Day) -> Option<Result<Outcome, FieldFaults>> {
    let mut faults = FieldFaults::new();
    let mut read = TypedFields {
        faults: &mut faults,
    };
    let mut words = |field, text: &str, must: Option<&str>| {
        let words = read.words(field, "Le texte", text, LONGEST_REASON);
        if let (None, Some(why)) = (&words, must) {
            read.fault(field, why);
        }
        words.unwrap_or_default()
    };
    let decided = match form {
        "rien" => {
            let must = Some("Dites pourquoi il n’y a rien à décider.");
            Outcome::Nothing(words("rien_pourquoi", &written.rien_pourquoi, must))
        }
        "noter" => Outcome::Noted(words("note", &written.note, Some("Écrivez la note."))),
        "reporter" => {
            let words = words("reporte_pourquoi", &written.reporte_pourquoi, None);
            let day = read.day("reporte_au", "La date", &written.reporte_au);
            if day.is_none_or(|day| day <= today) {
                read.fault("reporte_au", "Donnez une date à venir.");
            }
            let day = day.unwrap_or(today);
            Outcome::Postponed { day, words }
        }
        _ => return None,
    };
    Some(if faults.is_empty() {
        Ok(decided)
    } else {
        Err(faults)
    })
}
