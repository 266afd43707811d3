use app::plain::{ActionFields, ActionFormView, action_form_page};
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{IndicatorCode, Place, PlaceCode};
use model::piloting::Action;

use crate::access::SignedIn;
use crate::actions::{Subject, TypedAction};
use crate::http::accounts::{Desk, Refused, unavailable, unkept};
use crate::http::objectives::{MOST_SUGGESTED, judged_indicators};
use crate::objectives::FieldFaults;
use crate::state::Snapshot;
use crate::store::StoreError;

/// Days until an action is due, where nothing else is said.
const DAYS_TO_ACT: i32 = 30;
/// Characters of a field that come back: what is longer is refused by name.
const LONGEST_BACK: usize = 600;

/// `GET /admin/actions/nouvelle?lieu=&indicateur=`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<ActionFields>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must_somewhere(Right::ActionSet, &desk.state)?;
    let fields = desk.state.read(|snapshot| suggested(snapshot, asked));
    let draw = form(&desk, &who, fields, FieldFaults::new());
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

/// What an empty form begins with at a place: its directorate, and a month to act.
pub(in crate::http) fn suggested(snapshot: &Snapshot, asked: ActionFields) -> ActionFields {
    let tree = snapshot.town.tree();
    let place = tree.id(&asked.place).and_then(|id| tree.place(id));
    let directorate = place.and_then(|place| place.text("directorate"));
    let today = snapshot.now.moment().day;
    ActionFields {
        directorate: directorate.unwrap_or_default().to_owned(),
        due: today.plus(DAYS_TO_ACT).to_string(),
        ..asked
    }
}

/// `POST /admin/actions/nouvelle`.
pub(super) async fn send(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(fields): Form<ActionFields>,
) -> Result<Response, Refused> {
    who.must_somewhere(Right::ActionSet, &desk.state)?;
    match decide(&desk, &who, &fields, None).await {
        Ok(id) => {
            let to = format!("/admin/actions/{id}?fait=decision");
            Ok(unkept(Redirect::to(&to).into_response()))
        }
        Err(Undecided::Refused(refused)) => Err(refused),
        Err(Undecided::Faults(faults)) => {
            let draw = form(&desk, &who, fields, faults);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(desk.page(&headers, Some(&who), status, draw).await)
        }
        Err(Undecided::Store(fault)) => {
            tracing::error!(%fault, "an action is not decided");
            Ok(unavailable())
        }
    }
}

/// Why an action is not decided.
pub(in crate::http) enum Undecided {
    /// They have not the right there.
    Refused(Refused),
    /// The form cannot be used.
    Faults(FieldFaults),
    /// The store does not take it.
    Store(StoreError),
}

/// Reads a form and keeps the action that it decides; its number.
pub(in crate::http) async fn decide(
    desk: &Desk,
    who: &SignedIn,
    fields: &ActionFields,
    review: Option<(i64, u32)>,
) -> Result<i64, Undecided> {
    let state = &desk.state;
    let read = state.read(|snapshot| {
        let today = snapshot.now.moment().day;
        TypedAction::read(fields, snapshot, today)
    });
    let typed = read.map_err(Undecided::Faults)?;
    who.must_at(Right::ActionSet, &typed.place, state)
        .map_err(Undecided::Refused)?;
    let now = desk.accounts.clock().now();
    let action = Action {
        id: 0,
        place: typed.place,
        indicator: typed.indicator,
        what: typed.what,
        function: typed.function,
        directorate: typed.directorate,
        first_due: typed.due,
        expected: typed.expected,
        decided_at: now,
        author: who.email().to_owned(),
        role: Some(who.caller().role),
        review,
        events: Vec::new(),
    };
    let actor = who.actor();
    let trace = actor.changed("action.decide", "action", (None, Some(&action)), now);
    let added = state.store().add_action(action, trace).await;
    added.map_err(Undecided::Store)
}

fn form(
    desk: &Desk,
    who: &SignedIn,
    fields: ActionFields,
    faults: FieldFaults,
) -> impl FnOnce(&app::plain::Around) -> String + use<> {
    let view = desk.state.read(|snapshot| {
        let town = &snapshot.town;
        let tree = town.tree();
        let may = |place: &&Place| who.caller().may(Right::ActionSet, &place.code, tree);
        let places = tree.places().iter().filter(may).take(MOST_SUGGESTED);
        let codes = (
            fields.indicator.parse::<IndicatorCode>(),
            fields.place.parse::<PlaceCode>(),
        );
        let subject = match &codes {
            (Ok(indicator), Ok(place)) => Subject::find(snapshot, indicator, place),
            _ => None,
        };
        let fact = subject.and_then(|subject| {
            let fact = subject.fact(snapshot)?;
            Some(format!("{}\u{202f}: {fact}", subject.heading()))
        });
        ActionFormView {
            indicators: judged_indicators(town.themes()),
            places: places
                .map(|place| (place.code.to_string(), place.name.clone()))
                .collect(),
            fields: cut(fields),
            faults,
            fact,
        }
    });
    move |around| action_form_page(around, &view)
}

/// A form as it comes back.
pub(in crate::http) fn cut(mut fields: ActionFields) -> ActionFields {
    for text in [
        &mut fields.place,
        &mut fields.indicator,
        &mut fields.what,
        &mut fields.function,
        &mut fields.directorate,
        &mut fields.due,
        &mut fields.expected,
    ] {
        *text = text.chars().take(LONGEST_BACK).collect();
    }
    fields
}
