use app::plain::{ActionEventLine, ActionView, DeedFields, action_page};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::{date_iso, date_short};
use model::piloting::{Action, ActionEvent, ActionStatus, Deed};
use model::time::Zone;
use serde::Deserialize;

use super::list::{owner, status};
use crate::access::SignedIn;
use crate::actions::{Subject, effect_words, who_words};
use crate::http::Problem;
use crate::http::accounts::{Desk, Refused, unavailable};
use crate::http::annotations::LONGEST;
use crate::state::Snapshot;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    fait: String,
}

/// What came of a form that was sent.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) fields: DeedFields,
    pub(super) notice: Option<(String, bool)>,
}

/// `GET /admin/actions/{id}`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "decision" => Some("L’action est décidée."),
        "suivi" => Some("C’est noté."),
        _ => None,
    };
    let tried = Tried {
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Tried::default()
    };
    answer(&desk, &who, &headers, &id, StatusCode::OK, tried).await
}

/// The action of that number, for who may read it there.
pub(super) async fn find(
    desk: &Desk,
    who: &SignedIn,
    right: Right,
    id: &str,
) -> Result<Result<Action, Response>, Refused> {
    who.must_somewhere(right, &desk.state)?;
    let Ok(actions) = desk.state.store().actions().await else {
        return Ok(Err(unavailable()));
    };
    let mut actions = actions.into_iter();
    let Some(action) = actions.find(|action| action.id.to_string() == id) else {
        return Ok(Err(Problem::new(StatusCode::NOT_FOUND).into_response()));
    };
    who.must_at(right, &action.place, &desk.state)?;
    Ok(Ok(action))
}

/// The page of an action, for who may read it there.
pub(super) async fn answer(
    desk: &Desk,
    who: &SignedIn,
    headers: &HeaderMap,
    id: &str,
    code: StatusCode,
    tried: Tried,
) -> Result<Response, Refused> {
    let action = match find(desk, who, Right::ActionRead, id).await? {
        Ok(action) => action,
        Err(response) => return Ok(response),
    };
    let may_set = who.may_at(Right::ActionSet, &action.place, &desk.state);
    let view = desk
        .state
        .read(|snapshot| view(snapshot, &action, may_set, tried));
    let draw = |around: &_| action_page(around, &view);
    Ok(desk.page(headers, Some(who), code, draw).await)
}

fn view(snapshot: &Snapshot, action: &Action, may_set: bool, tried: Tried) -> ActionView {
    let zone = snapshot.town.zone();
    let today = snapshot.now.moment().day;
    let subject = Subject::find(snapshot, &action.indicator, &action.place);
    let mut facts = vec![
        ("Qui", owner(action)),
        ("Échéance", date_short(action.due())),
    ];
    if action.due() != action.first_due {
        facts.push(("D’abord prévue", date_short(action.first_due)));
    }
    if let Some((expected, subject)) = action.expected.zip(subject) {
        facts.push(("Effet attendu", subject.typed_change(expected)));
    }
    facts.push((
        "Décidée",
        format!(
            "le {} par {}",
            date_short(zone.day(action.decided_at)),
            who_words(action.role, &action.author)
        ),
    ));
    let now = subject.and_then(|subject| subject.now(snapshot));
    let nothing = || vec![("Objectif", "aucun n’est fixé ici".to_owned())];
    let status_now = action.status();
    ActionView {
        address: format!("/admin/actions/{}", action.id),
        what: action.what.clone(),
        status: status(action, today),
        overdue: action.is_overdue(today),
        indicator: (
            subject.map_or_else(
                || action.indicator.to_string(),
                |s| s.indicator.name.clone(),
            ),
            format!("/methode/{}", action.indicator),
        ),
        place: (
            subject.map_or_else(|| action.place.to_string(), |s| s.place_name.to_owned()),
            format!("/lieu/{}", action.place),
        ),
        facts,
        now: now.map_or_else(nothing, Vec::from),
        effect: subject
            .map(|subject| effect_words(snapshot, action, &subject))
            .unwrap_or_default(),
        events: action.events.iter().rev().map(|e| event(zone, e)).collect(),
        review: action.review.map(|(review, item)| {
            (
                format!("n°\u{202f}{review}"),
                format!("/revue/{review}?point={item}"),
            )
        }),
        annotation: may_set.then(|| on_curves(action)).flatten(),
        form: may_set.then(|| DeedFields {
            today: date_iso(today),
            ..tried.fields
        }),
        started: status_now == ActionStatus::Started,
        open: status_now.is_open(),
        notice: tried.notice,
    }
}

/// What a curve would say of an action: when it was done, else begun.
fn on_curves(action: &Action) -> Option<(String, String, String)> {
    let day = |event: &ActionEvent| match event.deed {
        Deed::Started(day) | Deed::Done(day) => Some(day),
        Deed::Abandoned(_) | Deed::Commented(_) | Deed::Postponed { .. } => None,
    };
    let latest = action.events.iter().rev().find_map(day)?;
    let what = action.what.chars().take(LONGEST).collect();
    Some((action.place.to_string(), date_iso(latest), what))
}

fn event(zone: &Zone, event: &ActionEvent) -> ActionEventLine {
    ActionEventLine {
        title: match &event.deed {
            Deed::Started(day) => format!("Commencée le {}", date_short(*day)),
            Deed::Done(day) => format!("Faite le {}", date_short(*day)),
            Deed::Abandoned(_) => "Abandonnée".to_owned(),
            Deed::Commented(_) => "Commentaire".to_owned(),
            Deed::Postponed { due, .. } => format!("Échéance reportée au {}", date_short(*due)),
        },
        by: format!(
            "{}, {}",
            date_short(zone.day(event.at)),
            who_words(event.role, &event.author)
        ),
        words: event.deed.words().unwrap_or_default().to_owned(),
    }
}
