use axum::Json;
use axum::extract::{Query, State};
use model::city::PlaceId;
use model::engine::Town;
use model::watch::{Alert, AlertState};
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::not_found;
use super::instants::{day, rfc3339};
use crate::http::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    place: Option<String>,
    state: Option<AlertState>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct AlertsAnswer {
    alerts: Vec<AlertAnswer>,
}

/// An alert without the names of those who acted on it: this is read by everybody.
#[derive(Serialize)]
struct AlertAnswer {
    id: i64,
    series: String,
    place: String,
    cause: &'static str,
    state: AlertState,
    first_day: String,
    last_day: String,
    unit: Option<String>,
    /// A day in the mean.
    measured: f64,
    expected: f64,
    spread: f64,
    /// In the unit of the series.
    waste: f64,
    waste_eur: Option<f64>,
    life: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    at: String,
    act: &'static str,
}

/// `GET /api/v1/alerts?place=&state=&au=`: what the watch found, latest first; of a past
/// day, as it stood then.
pub(super) async fn list(
    State(api): State<Api>,
    Query(question): Query<Question>,
) -> Result<Json<AlertsAnswer>, Problem> {
    let past = api.past(day("au", question.au.as_deref())?).await?;
    api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let inside = match &question.place {
            None => None,
            Some(code) => {
                let place = town.tree().id(code);
                let place = place.ok_or_else(|| not_found("place", code))?;
                Some(town.tree().subtree(place))
            }
        };
        let alerts = snapshot
            .alerts
            .iter()
            .rev()
            .filter(|alert| question.state.is_none_or(|state| alert.state() == state))
            .filter(|alert| is_inside(town, alert, inside.as_deref()))
            .map(|alert| answer(town, alert))
            .collect();
        Ok(Json(AlertsAnswer { alerts }))
    })
}

fn is_inside(town: &Town, alert: &Alert, inside: Option<&[PlaceId]>) -> bool {
    inside.is_none_or(|inside| {
        let at = town.tree().id(alert.place.as_str());
        at.is_some_and(|at| inside.contains(&at))
    })
}

fn answer(town: &Town, alert: &Alert) -> AlertAnswer {
    let series = town
        .series_index(alert.series.as_str())
        .and_then(|index| town.series_at(index));
    let price = series.and_then(|found| town.factor("price", &found.series));
    AlertAnswer {
        id: alert.id,
        series: alert.series.to_string(),
        place: alert.place.to_string(),
        cause: alert.cause.as_str(),
        state: alert.state(),
        first_day: alert.first_day.to_string(),
        last_day: alert.last_day.to_string(),
        unit: series.map(|found| found.series.unit.symbol().to_owned()),
        measured: alert.measured,
        expected: alert.expected,
        spread: alert.spread,
        waste: alert.waste,
        waste_eur: price
            .filter(|_| !alert.cause.is_of_the_meter())
            .map(|price| price * alert.waste),
        life: alert
            .life
            .iter()
            .map(|event| Step {
                at: rfc3339(event.at, town.zone()),
                act: event.act.as_str(),
            })
            .collect(),
    }
}
