use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::{not_found, store_fault};
use super::instants::day;
use crate::http::Problem;
use crate::store::SurveyResult;

/// Fewer answers than that are nobody's to read (domain §2.2).
const FEWEST: u32 = 11;

#[derive(Serialize)]
pub(super) struct SurveysAnswer {
    counter: String,
    results: Vec<ResultAnswer>,
    /// Results that rest on too few answers to be told.
    withheld: usize,
}

#[derive(Serialize)]
struct ResultAnswer {
    year: i16,
    criterion: String,
    /// Share of those who answered, 0 to 1.
    dissatisfied: f64,
    /// `null` where it was not said how many answered.
    answers: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    au: Option<String>,
}

/// `GET /api/v1/counters/{code}/surveys?au=`: what surveys found at a counter, or were known
/// to have found on a past day, where enough people answered.
pub(super) async fn of_counter(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<SurveysAnswer>, Problem> {
    let past = api.past(day("au", asked.au.as_deref())?).await?;
    let counter = api.state.read_at(past.as_ref(), |snapshot| {
        let tree = snapshot.town.tree();
        let place = tree
            .place(tree.id(&code)?)
            .filter(|p| p.kind == "counter")?;
        Some(place.code.clone())
    });
    let counter = counter.ok_or_else(|| not_found("counter", &code))?;
    let known = api.state.known(past.as_ref());
    let all = known.survey_results(counter).await;
    let all = all.map_err(|fault| store_fault(&fault))?;
    let count = all.len();
    let enough = |result: &SurveyResult| result.answers.is_none_or(|n| n >= FEWEST);
    let results: Vec<ResultAnswer> = all
        .into_iter()
        .filter(enough)
        .map(|result| ResultAnswer {
            year: result.year,
            criterion: result.criterion,
            dissatisfied: result.dissatisfied,
            answers: result.answers,
        })
        .collect();
    Ok(Json(SurveysAnswer {
        counter: code,
        withheld: count - results.len(),
        results,
    }))
}
