use axum::Json;
use axum::extract::{Path, Query, State};
use model::measure::Quality;
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::{bad_parameter, not_found, store_fault};
use super::instants::{day, instant, rfc3339};
use crate::http::Problem;

/// Readings given in one answer; ask for a shorter span for the rest.
const MOST: usize = 100_000;
/// Without `from`: the last day of the town's clock.
const DEFAULT_SPAN_S: i64 = 86_400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Span {
    from: Option<String>,
    to: Option<String>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ReadingsAnswer {
    series: String,
    unit: String,
    from: String,
    to: String,
    readings: Vec<ReadingAnswer>,
}

#[derive(Serialize)]
struct ReadingAnswer {
    at: String,
    value: f64,
    quality: Quality,
}

/// `GET /api/v1/series/{code}/readings?from=&to=&au=`; with `au`, as they were known at the
/// end of that day.
pub(super) async fn of_series(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(span): Query<Span>,
) -> Result<Json<ReadingsAnswer>, Problem> {
    let past = api.past(day("au", span.au.as_deref())?).await?;
    let found = api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let series = town.series_at(town.series_index(&code)?)?;
        Some((
            series.id,
            series.series.unit.symbol().to_owned(),
            town.zone().clone(),
        ))
    });
    let (id, unit, zone) = found.ok_or_else(|| not_found("series", &code))?;
    let to = match &span.to {
        Some(text) => instant("to", text, &zone)?,
        None => past
            .as_ref()
            .map_or_else(|| api.state.clock().now(), |past| past.end),
    };
    let from = match &span.from {
        Some(text) => instant("from", text, &zone)?,
        None => to.plus_seconds(-DEFAULT_SPAN_S),
    };
    if from > to {
        return Err(bad_parameter("from", "is after `to`"));
    }
    let readings = api
        .state
        .known(past.as_ref())
        .readings(id, from, to)
        .await
        .map_err(|fault| store_fault(&fault))?;
    if readings.len() > MOST {
        return Err(bad_parameter(
            "from",
            format!("more than {MOST} readings: ask for less"),
        ));
    }
    Ok(Json(ReadingsAnswer {
        series: code,
        unit,
        from: rfc3339(from, &zone),
        to: rfc3339(to, &zone),
        readings: readings
            .into_iter()
            .map(|r| ReadingAnswer {
                at: rfc3339(r.at, &zone),
                value: r.value,
                quality: r.quality,
            })
            .collect(),
    }))
}
