use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use model::city::{Attribute, PlaceId};
use model::engine::PlaceStanding;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Api;
use super::answers::not_found;
use super::instants::{day, readable};
use crate::http::Problem;
use crate::state::Snapshot;

/// A place as the API gives it.
#[derive(Serialize)]
pub(super) struct PlaceAnswer {
    code: String,
    parent: Option<String>,
    kind: String,
    name: String,
    attributes: BTreeMap<String, Attribute>,
    children: Vec<String>,
    series: Vec<SeriesAnswer>,
    standing: Option<PlaceStanding>,
}

#[derive(Serialize)]
struct SeriesAnswer {
    code: String,
    quantity: String,
    unit: String,
    kind: &'static str,
    step_s: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    au: Option<String>,
}

/// `GET /api/v1/places?au=`: every place, parents before children.
pub(super) async fn list(
    State(api): State<Api>,
    Query(question): Query<Question>,
) -> Result<Json<Value>, Problem> {
    let past = api.past(day("au", question.au.as_deref())?).await?;
    api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let places: Vec<_> = town
            .tree()
            .ids()
            .filter_map(|id| answer(snapshot, id))
            .collect();
        Ok(Json(readable(places, town.zone())))
    })
}

/// `GET /api/v1/places/{code}?au=`.
pub(super) async fn one(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(question): Query<Question>,
) -> Result<Json<Value>, Problem> {
    let past = api.past(day("au", question.au.as_deref())?).await?;
    api.state
        .read_at(past.as_ref(), |snapshot| {
            let place = answer(snapshot, snapshot.town.tree().id(&code)?)?;
            Some(Json(readable(place, snapshot.town.zone())))
        })
        .ok_or_else(|| not_found("place", &code))
}

fn answer(snapshot: &Snapshot, id: PlaceId) -> Option<PlaceAnswer> {
    let tree = snapshot.town.tree();
    let place = tree.place(id)?;
    let series = snapshot
        .town
        .series_of(id)
        .map(|(_, s)| SeriesAnswer {
            code: s.series.code.to_string(),
            quantity: s.series.quantity.to_string(),
            unit: s.series.unit.symbol().to_owned(),
            kind: s.series.kind.as_str(),
            step_s: s.series.step_s,
        })
        .collect();
    Some(PlaceAnswer {
        code: place.code.to_string(),
        parent: place.parent.as_ref().map(ToString::to_string),
        kind: place.kind.clone(),
        name: place.name.clone(),
        attributes: place.attributes.clone(),
        children: tree
            .children(id)
            .iter()
            .filter_map(|&child| Some(tree.place(child)?.code.to_string()))
            .collect(),
        series,
        standing: snapshot.standing(id),
    })
}
