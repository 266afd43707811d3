use app::plain::WithdrawalFields;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::date_iso;
use model::score::Objective;
use serde::Deserialize;

use super::Objectives;
use super::one::{Tried, answer};
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::{Refused, unavailable, unkept};
use crate::objectives::{FieldFaults, Withdrawal, decide, latest_versions};
use crate::state::LoadError;
use crate::store::{ObjectiveDecision, StoreError};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    a_partir_du: String,
    raison: String,
    decision: String,
    version: String,
}

/// `POST /admin/objectifs/{indicator}/{place}/retirer`.
pub(super) async fn send(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Path((indicator, place)): Path<(String, String)>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    if !objectives.may_at(&who, Right::ObjectiveSet, &place) {
        return Err(Refused::Right);
    }
    let state = &objectives.desk.state;
    let Ok(versions) = state.store().objective_versions().await else {
        return Ok(unavailable());
    };
    let known = latest_versions(versions).into_values().find(|version| {
        let objective = &version.objective;
        objective.indicator.as_str() == indicator && objective.place.as_str() == place
    });
    let Some(known) = known.filter(|known| known.withdrawn_from.is_none()) else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    let today = state.read(|snapshot| snapshot.now.moment().day);
    let mut faults = FieldFaults::new();
    let texts = (
        written.a_partir_du.as_str(),
        written.decision.as_str(),
        written.raison.as_str(),
    );
    let read = Withdrawal::read(texts, today, &mut faults);
    let fields = |faults| {
        let cut = |text: &str| text.chars().take(600).collect::<String>();
        WithdrawalFields {
            from: read
                .from
                .map_or_else(|| cut(&written.a_partir_du), date_iso),
            reason: cut(&written.raison),
            decision: cut(&written.decision),
            faults,
            version: known.objective.version,
        }
    };
    let at = (indicator.as_str(), place.as_str());
    let refused = async |faults: FieldFaults, status, why: &str| {
        let tried = Tried {
            fields: Some(fields(faults)),
            notice: Some((why.to_owned(), true)),
        };
        answer(&objectives, &who, &headers, at, status, tried).await
    };
    let Some(from) = read.from.filter(|_| faults.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return refused(
            faults,
            status,
            "Rien n’est retiré. Corrigez les champs marqués.",
        )
        .await;
    };
    let changed_meanwhile = "Cet objectif a changé entre-temps. Relisez-le, puis recommencez.";
    if written.version != known.objective.version.to_string() {
        return refused(faults, StatusCode::CONFLICT, changed_meanwhile).await;
    }
    let after = Objective {
        decision: read.decision.clone(),
        ..known.objective.clone()
    };
    let trace = who.actor().changed(
        "objective.withdraw",
        format!("objective {indicator} {place}"),
        (Some(&known.objective), Some(&after)),
        objectives.desk.accounts.clock().now(),
    );
    let decision = ObjectiveDecision {
        replaces: known.objective.version,
        objective: after,
        reason: read.reason.clone(),
        withdrawn_from: Some(from),
        trace,
    };
    match decide(state, &objectives.hub, vec![decision]).await {
        Ok(()) => {
            let to = format!("/admin/objectifs/{indicator}/{place}?fait=retrait");
            Ok(unkept(Redirect::to(&to).into_response()))
        }
        Err(LoadError::Store(StoreError::Conflict(_))) => {
            refused(faults, StatusCode::CONFLICT, changed_meanwhile).await
        }
        Err(fault) => {
            tracing::error!(%fault, "an objective is not withdrawn");
            Ok(unavailable())
        }
    }
}
