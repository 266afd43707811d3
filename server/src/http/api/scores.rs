use std::borrow::Cow;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use model::city::PlaceId;
use model::engine::{Moment, Picture, PlaceStanding, Town};
use model::time::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Api;
use super::answers::{bad_parameter, not_found};
use super::instants::{asked_day, day, readable};
use crate::http::Problem;
use crate::state::Snapshot;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    place: Option<String>,
    theme: Option<String>,
    at: Option<String>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ScoresAnswer {
    /// Day the notes speak of.
    at: String,
    scores: Vec<PlaceStanding>,
}

/// `GET /api/v1/scores?place=&theme=&at=`: how places stand, one or all; of a past day, as
/// it was known then. `au` is another name of `at`, the one of pages.
pub(super) async fn list(
    State(api): State<Api>,
    Query(question): Query<Question>,
) -> Result<Json<Value>, Problem> {
    let asked = asked_day(question.at.as_deref(), question.au.as_deref())?;
    let past = api.past(asked).await?;
    api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let today = snapshot.now.moment().day;
        let rebuilt = asked.filter(|day| *day < today && !snapshot.is_end_of(*day));
        let rebuilt = rebuilt.map(|day| {
            let after = Moment::start_of(day.plus(1), town.zone());
            (snapshot.pictures_at(after), snapshot.morning_of(day))
        });
        let (now, before, morning) = match &rebuilt {
            Some(((now, before), morning)) => (now, before, morning),
            None => (&snapshot.now, &snapshot.month_before, &snapshot.morning),
        };
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
            .filter_map(|id| snapshot.standing_in(now, before, morning, id))
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
    let asked = asked_day(question.at.as_deref(), question.au.as_deref())?;
    let past = api.past(asked).await?;
    api.state.read_at(past.as_ref(), |snapshot| {
        let (id, index) = judged(&snapshot.town, &place, &theme)?;
        let zone = snapshot.town.zone();
        picture(snapshot, asked)
            .explain(&snapshot.town, id, Some(index))
            .map(|explanation| Json(readable(explanation, zone)))
            .ok_or_else(|| not_found("place", &place))
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeQuestion {
    from: String,
    at: Option<String>,
    au: Option<String>,
}

/// `GET /api/v1/scores/{place}/{theme}/change?from=&at=`: why a note moved since the end of
/// a day.
pub(super) async fn change(
    State(api): State<Api>,
    Path((place, theme)): Path<(String, String)>,
    Query(question): Query<ChangeQuestion>,
) -> Result<Json<Value>, Problem> {
    let from = day("from", Some(&question.from))?;
    let at = asked_day(question.at.as_deref(), question.au.as_deref())?;
    let past = api.past(at).await?;
    let _turn = match at {
        // The turn for that day serves both.
        Some(_) => None,
        None => Some(api.turn().await?),
    };
    api.state.read_at(past.as_ref(), |snapshot| {
        let (id, index) = judged(&snapshot.town, &place, &theme)?;
        let today = snapshot.now.moment().day;
        if from.is_some_and(|from| from >= at.unwrap_or(today).min(today)) {
            let said = "give a day before `at`, or before today where `at` is not given";
            return Err(bad_parameter("from", said));
        }
        let zone = snapshot.town.zone();
        let (before, after) = (picture(snapshot, from), picture(snapshot, at));
        after
            .change_since(&before, &snapshot.town, id, Some(index))
            .map(|change| Json(readable(change, zone)))
            .ok_or_else(|| {
                let said = format!("`{place}` has no note on one of these days");
                Problem::new(StatusCode::NOT_FOUND).detail(said)
            })
    })
}

/// The town at the end of a past day, or now.
fn picture(snapshot: &Snapshot, asked: Option<Day>) -> Cow<'_, Picture> {
    let past = asked.filter(|day| *day < snapshot.now.moment().day);
    let past = past.filter(|day| !snapshot.is_end_of(*day));
    past.map_or(Cow::Borrowed(&snapshot.now), |day| {
        let after = Moment::start_of(day.plus(1), snapshot.town.zone());
        Cow::Owned(Picture::take(&snapshot.town, after))
    })
}

/// The place and the theme of an address.
fn judged(town: &Town, place: &str, theme: &str) -> Result<(PlaceId, usize), Problem> {
    let id = town.tree().id(place);
    let id = id.ok_or_else(|| not_found("place", place))?;
    let mut themes = town.themes().iter();
    let index = themes.position(|known| known.code.as_str() == theme);
    Ok((id, index.ok_or_else(|| not_found("theme", theme))?))
}
