use axum::Json;
use axum::extract::{Path, Query, State};
use model::engine::PlaceStanding;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Api;
use super::answers::not_found;
use super::instants::{day, readable};
use crate::http::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    place: Option<String>,
    theme: Option<String>,
    at: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ScoresAnswer {
    /// Day the notes speak of.
    at: String,
    scores: Vec<PlaceStanding>,
}

/// `GET /api/v1/scores?place=&theme=&at=`: how places stand, one or all.
pub(super) async fn list(
    State(api): State<Api>,
    Query(question): Query<Question>,
) -> Result<Json<Value>, Problem> {
    let asked = day("at", question.at.as_deref())?;
    api.state.read(|snapshot| {
        let town = &snapshot.town;
        let today = snapshot.now.moment().day;
        let past = asked.filter(|day| *day < today).map(|day| {
            let after = model::engine::Moment::start_of(day.plus(1), town.zone());
            snapshot.pictures_at(after)
        });
        let (now, before) = past
            .as_ref()
            .map_or((&snapshot.now, &snapshot.month_before), |(now, before)| {
                (now, before)
            });
        let places: Vec<_> = match &question.place {
            Some(code) => vec![
                town.tree()
                    .id(code)
                    .ok_or_else(|| not_found("place", code))?,
            ],
            None => town.tree().ids().collect(),
        };
        let mut scores: Vec<PlaceStanding> = places
            .into_iter()
            .filter_map(|id| snapshot.standing_in(now, before, id))
            .collect();
        if let Some(theme) = &question.theme {
            if !town.themes().iter().any(|t| t.code.as_str() == theme) {
                return Err(not_found("theme", theme));
            }
            for score in &mut scores {
                score.themes.retain(|t| t.theme.as_str() == theme);
            }
        }
        let at = asked.unwrap_or(today).min(today).to_string();
        Ok(Json(readable(ScoresAnswer { at, scores }, town.zone())))
    })
}

/// `GET /api/v1/scores/{place}/{theme}/explanation?at=`: the arithmetic, down to every series.
pub(super) async fn explanation(
    State(api): State<Api>,
    Path((place, theme)): Path<(String, String)>,
    Query(question): Query<Question>,
) -> Result<Json<Value>, Problem> {
    let asked = day("at", question.at.as_deref())?;
    api.state.read(|snapshot| {
        let town = &snapshot.town;
        let id = town
            .tree()
            .id(&place)
            .ok_or_else(|| not_found("place", &place))?;
        let index = town
            .themes()
            .iter()
            .position(|t| t.code.as_str() == theme)
            .ok_or_else(|| not_found("theme", &theme))?;
        let past = asked
            .filter(|day| *day < snapshot.now.moment().day)
            .map(|day| {
                let after = model::engine::Moment::start_of(day.plus(1), town.zone());
                snapshot.pictures_at(after).0
            });
        past.as_ref()
            .unwrap_or(&snapshot.now)
            .explain(town, id, Some(index))
            .map(|explanation| Json(readable(explanation, town.zone())))
            .ok_or_else(|| not_found("place", &place))
    })
}
