use std::collections::HashMap;
use std::sync::Arc;

use app::plain::ObjectiveFields;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{IndicatorCode, PlaceCode, PlaceId};
use tokio::task::spawn_blocking;

use super::Objectives;
use super::fields::fields_of;
use super::page::Page;
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::{Refused, unavailable, unkept};
use crate::objectives::{
    FieldFaults, Proposal, ScopeFault, Terms, check, decide, latest_versions, places_of,
};
use crate::state::{LoadError, Snapshot};
use crate::store::{ObjectiveDecision, ObjectiveVersion, StoreError};

/// The one objective that a form amends; without it, the form sets a new one.
pub(super) type Amended = Option<(String, String)>;

/// `GET /admin/objectifs/nouveau`.
pub(super) async fn show_new(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Query(asked): Query<ObjectiveFields>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    objectives.must_somewhere(&who, Right::ObjectiveSet)?;
    let fields = ObjectiveFields {
        indicator: asked.indicator,
        place: asked.place,
        weight: "1".to_owned(),
        ..ObjectiveFields::default()
    };
    let page = Page::new(fields);
    Ok(page.answer(&objectives, &who, &headers, &None).await)
}

/// `GET /admin/objectifs/{indicator}/{place}/modifier`.
pub(super) async fn show_amendment(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Path((indicator, place)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if !objectives.may_at(&who, Right::ObjectiveSet, &place) {
        return Err(Refused::Right);
    }
    let Ok(versions) = objectives.desk.state.store().objective_versions().await else {
        return Ok(unavailable());
    };
    let amended = Some((indicator, place));
    let known = latest_versions(versions);
    let Some(version) = known.values().find(|version| is_of(version, &amended)) else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    let page = Page::new(fields_of(&version.objective));
    Ok(page.answer(&objectives, &who, &headers, &amended).await)
}

/// `POST /admin/objectifs/nouveau`.
pub(super) async fn send_new(
    State(objectives): State<Objectives>,
    who: SignedIn,
    headers: HeaderMap,
    Form(fields): Form<ObjectiveFields>,
) -> Result<Response, Refused> {
    objectives.must_somewhere(&who, Right::ObjectiveSet)?;
    send(&objectives, &who, &headers, fields, None).await
}

/// `POST /admin/objectifs/{indicator}/{place}/modifier`.
pub(super) async fn send_amendment(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Path((indicator, place)): Path<(String, String)>,
    headers: HeaderMap,
    Form(mut fields): Form<ObjectiveFields>,
) -> Result<Response, Refused> {
    if !objectives.may_at(&who, Right::ObjectiveSet, &place) {
        return Err(Refused::Right);
    }
    (fields.indicator, fields.place) = (indicator.clone(), place.clone());
    send(
        &objectives,
        &who,
        &headers,
        fields,
        Some((indicator, place)),
    )
    .await
}

async fn send(
    objectives: &Objectives,
    who: &SignedIn,
    headers: &HeaderMap,
    fields: ObjectiveFields,
    amended: Amended,
) -> Result<Response, Refused> {
    let state = &objectives.desk.state;
    let mut page = Page::new(fields);
    let read = state.read(|snapshot| {
        let today = snapshot.now.moment().day;
        let mut faults = FieldFaults::new();
        let terms = Terms::read(&page.fields, snapshot.town.themes(), today)
            .map_err(|found| faults.extend(found));
        let places = allowed_places(snapshot, who, &page.fields.place);
        let places = places.map_err(|fault| faults.push(("lieu", fault.words())));
        match (terms, places) {
            (Ok(terms), Ok(places)) => Ok((terms, places)),
            _ => Err(faults),
        }
    });
    let (terms, (places, several)) = match read {
        Ok(read) => read,
        Err(faults) => {
            return Ok(page
                .refused(faults)
                .answer(objectives, who, headers, &amended)
                .await);
        }
    };
    if places.is_empty() {
        return Err(Refused::Right);
    }
    let Ok(versions) = state.store().objective_versions().await else {
        return Ok(unavailable());
    };
    let known = latest_versions(versions);
    if amended.is_none() && !several {
        let existing = state.read(|snapshot| set_already(snapshot, &terms, &places, &known));
        if existing {
            let why = "Ce lieu a déjà un objectif pour cet indicateur\u{202f}: modifiez-le depuis la liste.";
            let page = page.refused(vec![("lieu", why.to_owned())]);
            return Ok(page.answer(objectives, who, headers, &amended).await);
        }
    }
    // Years of the town are evaluated: on a thread of its own, and a few at once.
    let Ok(_turn) = Arc::clone(&objectives.checks).acquire_owned().await else {
        return Ok(unavailable());
    };
    let (town, now) = state.read(|snapshot| (snapshot.town.clone(), snapshot.now.clone()));
    let weighed = spawn_blocking(move || {
        let proposal = Proposal::new(&town, &terms, (&places, several), &known)?;
        let view = check(&town, &now, &proposal);
        Ok::<_, FieldFaults>((proposal, view, terms.reason))
    });
    let (proposal, view, reason) = match weighed.await {
        Ok(Ok(weighed)) => weighed,
        Ok(Err(faults)) => {
            return Ok(page
                .refused(faults)
                .answer(objectives, who, headers, &amended)
                .await);
        }
        Err(fault) => {
            tracing::error!(%fault, "an objective is not checked");
            return Ok(unavailable());
        }
    };
    let token = proposal.token();
    let was_checked = page.fields.checked == token;
    let loosens = view.loosens;
    page.fields.checked = token;
    page.check = Some(view);
    if page.fields.act != "adopter" {
        return Ok(page.answer(objectives, who, headers, &amended).await);
    }
    if !was_checked {
        page.status = StatusCode::CONFLICT;
        page.notice = Some("Ce n’est pas ce qui a été vérifié. Relisez, puis adoptez.".to_owned());
        return Ok(page.answer(objectives, who, headers, &amended).await);
    }
    if loosens {
        let missing = missing_reasons(&page.fields);
        if !missing.is_empty() {
            page = page.refused(missing);
            return Ok(page.answer(objectives, who, headers, &amended).await);
        }
    }
    let decisions = decisions(objectives, who, &proposal, reason.as_ref());
    let count = decisions.len();
    match decide(state, &objectives.hub, decisions).await {
        Ok(()) => {
            let to = match proposal.objectives.as_slice() {
                [one] => format!(
                    "/admin/objectifs/{}/{}?fait=adoption",
                    one.objective.indicator, one.objective.place
                ),
                _ => format!("/admin/objectifs?fait=adoption&nombre={count}"),
            };
            Ok(unkept(Redirect::to(&to).into_response()))
        }
        Err(LoadError::Store(StoreError::Conflict(_))) => {
            page.status = StatusCode::CONFLICT;
            let words = "Quelqu’un d’autre vient de décider de cet objectif. Vérifiez à nouveau.";
            page.notice = Some(words.to_owned());
            Ok(page.answer(objectives, who, headers, &amended).await)
        }
        Err(fault) => {
            tracing::error!(%fault, "an objective is not adopted");
            Ok(unavailable())
        }
    }
}

/// The places that a text means and where who asks may set objectives. One place where
/// they may not gives none: that is a matter of rights, not of words.
fn allowed_places(
    snapshot: &Snapshot,
    who: &SignedIn,
    text: &str,
) -> Result<(Vec<PlaceId>, bool), ScopeFault> {
    let tree = snapshot.town.tree();
    let (mut places, several) = places_of(text, tree)?;
    places.retain(|id| {
        let place = tree.place(*id);
        place.is_some_and(|place| who.caller().may(Right::ObjectiveSet, &place.code, tree))
    });
    Ok((places, several))
}

/// Whether one of the places has such an objective in force.
fn set_already(
    snapshot: &Snapshot,
    terms: &Terms,
    places: &[PlaceId],
    known: &HashMap<(IndicatorCode, PlaceCode), ObjectiveVersion>,
) -> bool {
    let today = snapshot.now.moment().day;
    places.iter().any(|place| {
        let Some(place) = snapshot.town.tree().place(*place) else {
            return false;
        };
        let key = (terms.indicator.code.clone(), place.code.clone());
        known
            .get(&key)
            .is_some_and(|version| version.holds_on(today))
    })
}

fn missing_reasons(fields: &ObjectiveFields) -> FieldFaults {
    let mut faults = FieldFaults::new();
    if fields.decision.trim().is_empty() {
        let why = "Cet objectif est assoupli\u{202f}: donnez la référence de la décision.";
        faults.push(("decision", why.to_owned()));
    }
    if fields.reason.trim().is_empty() {
        let why = "Cet objectif est assoupli\u{202f}: donnez la raison.";
        faults.push(("raison", why.to_owned()));
    }
    faults
}

fn decisions(
    objectives: &Objectives,
    who: &SignedIn,
    proposal: &Proposal,
    reason: Option<&String>,
) -> Vec<ObjectiveDecision> {
    let at = objectives.desk.accounts.clock().now();
    let made = proposal.objectives.iter().map(|one| {
        let objective = &one.objective;
        let action = match one.known {
            Some(_) => "objective.amend",
            None => "objective.set",
        };
        let object = format!("objective {} {}", objective.indicator, objective.place);
        let before = one.known.as_ref().map(|known| &known.objective);
        ObjectiveDecision {
            objective: objective.clone(),
            replaces: one.replaces(),
            reason: reason.cloned(),
            withdrawn_from: None,
            trace: who
                .actor()
                .changed(action, object, (before, Some(objective)), at),
        }
    });
    made.collect()
}

fn is_of(version: &ObjectiveVersion, amended: &Amended) -> bool {
    let objective = &version.objective;
    amended.as_ref().is_some_and(|(indicator, place)| {
        objective.indicator.as_str() == indicator && objective.place.as_str() == place
    })
}
