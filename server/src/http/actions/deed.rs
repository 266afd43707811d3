use app::plain::DeedFields;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::piloting::ActionEvent;
use serde::Deserialize;

use super::one::{Tried, answer, find};
use crate::access::SignedIn;
use crate::actions::{DeedForm, typed_deed};
use crate::http::Problem;
use crate::http::accounts::{Desk, Refused, unavailable, unkept};
use crate::store::StoreError;

/// Characters of a field that come back: what is longer is refused by name.
const LONGEST_BACK: usize = 1200;

/// The fields of every form of the page; a form sends its own.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    commencee_le: String,
    faite_le: String,
    reportee_au: String,
    raison_report: String,
    raison_abandon: String,
    commentaire: String,
}

/// `POST /admin/actions/{id}/{commencer|terminer|reporter|abandonner|commenter}`.
pub(super) async fn send(
    State(desk): State<Desk>,
    who: SignedIn,
    Path((id, form)): Path<(String, String)>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    let action = match find(&desk, &who, Right::ActionSet, &id).await? {
        Ok(action) => action,
        Err(response) => return Ok(response),
    };
    let Ok(form) = form.parse::<DeedForm>() else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    let (day, words) = match form {
        DeedForm::Start => (written.commencee_le, String::new()),
        DeedForm::Finish => (written.faite_le, String::new()),
        DeedForm::Postpone => (written.reportee_au, written.raison_report),
        DeedForm::Abandon => (String::new(), written.raison_abandon),
        DeedForm::Comment => (String::new(), written.commentaire),
    };
    let today = desk.state.read(|snapshot| snapshot.now.moment().day);
    let back = |faults| {
        let cut = |text: &str| text.chars().take(LONGEST_BACK).collect();
        DeedFields {
            form: form.as_str().to_owned(),
            day: cut(&day),
            words: cut(&words),
            faults,
            ..DeedFields::default()
        }
    };
    let deed = match typed_deed(form, (&day, &words), &action, today) {
        Ok(deed) => deed,
        Err(faults) => {
            let tried = Tried {
                fields: back(faults),
                notice: None,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return answer(&desk, &who, &headers, &id, status, tried).await;
        }
    };
    let now = desk.accounts.clock().now();
    let event = ActionEvent {
        at: now,
        author: who.email().to_owned(),
        role: Some(who.caller().role),
        deed,
    };
    let kind = format!("action.{}", event.deed.kind());
    let object = format!("action {}", action.id);
    let trace = who
        .actor()
        .changed(&kind, object, (None, Some(&event)), now);
    match desk.state.store().add_deed(action.id, event, trace).await {
        Ok(()) => {
            let to = format!("/admin/actions/{}?fait=suivi", action.id);
            Ok(unkept(Redirect::to(&to).into_response()))
        }
        Err(StoreError::Conflict(_)) => {
            let words = "Cette action a changé entre-temps. Relisez-la, puis recommencez.";
            let tried = Tried {
                fields: back(Vec::new()),
                notice: Some((words.to_owned(), true)),
            };
            answer(&desk, &who, &headers, &id, StatusCode::CONFLICT, tried).await
        }
        Err(fault) => {
            tracing::error!(%fault, "nothing is noted of an action");
            Ok(unavailable())
        }
    }
}
