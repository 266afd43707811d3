use axum::Json;
use axum::extract::{Path, Query, State};
use model::city::{OpeningCalendar, PlaceCode};
use model::reception::{DisclosureRules, PublicDay};
use model::time::Zone;
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::{bad_parameter, not_found, store_fault};
use super::instants::day;
use crate::http::Problem;
use crate::reception::reception_days;

/// Days given in one answer: each is worked out from its tickets.
const MOST_DAYS: i32 = 92;
/// Days given without `from`.
const USUAL_DAYS: i32 = 31;
/// The promised wait in minutes.
const PROMISED_MIN: u16 = 15;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Span {
    from: Option<String>,
    to: Option<String>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct DaysAnswer {
    counter: String,
    from: String,
    to: String,
    promised_min: u16,
    days: Vec<DayAnswer>,
}

#[derive(Serialize)]
struct DayAnswer {
    day: String,
    #[serde(flatten)]
    known: PublicDay,
}

/// `GET /api/v1/counters/{code}/days?from=&to=&au=`: what everybody may know, or might on a
/// past day, of the days of a counter that have been over for a day. Days of which nothing was told are left out.
pub(super) async fn of_counter(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(span): Query<Span>,
) -> Result<Json<DaysAnswer>, Problem> {
    let past = api.past(day("au", span.au.as_deref())?).await?;
    let found = api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let id = town.tree().id(&code)?;
        let place = town.tree().place(id).filter(|p| p.kind == "counter")?;
        let calendar = OpeningCalendar::of(town.tree(), town.facts(), id);
        Some((place.code.clone(), calendar, town.zone().clone()))
    });
    let found: Option<(PlaceCode, OpeningCalendar, Zone)> = found;
    let (counter, calendar, zone) = found.ok_or_else(|| not_found("counter", &code))?;
    let now = past
        .as_ref()
        .map_or_else(|| api.state.clock().now(), |past| past.end);
    let last = DisclosureRules::default().last_day(now, &zone);
    let to = day("to", span.to.as_deref())?.unwrap_or(last).min(last);
    let from = day("from", span.from.as_deref())?.unwrap_or(to.plus(1 - USUAL_DAYS));
    if to.since(from) >= MOST_DAYS {
        let reason = format!("more than {MOST_DAYS} days: ask for less");
        return Err(bad_parameter("from", reason));
    }
    let known = match past.as_ref() {
        None => {
            let store = api.state.store().as_ref();
            let hours = |day| calendar.hours(day);
            reception_days(store, &counter, (from, to), hours, &zone, now).await
        }
        Some(_) => {
            let known = api.state.known(past.as_ref());
            let days = known.counter_days(Some(counter.clone()), from, to).await;
            days.map(|days| {
                days.into_iter()
                    .map(|known| (known.day, known.told))
                    .collect()
            })
        }
    };
    let known = known.map_err(|fault| store_fault(&fault))?;
    let days = known.into_iter().map(|(day, known)| DayAnswer {
        day: day.to_string(),
        known: PublicDay::of(&known, PROMISED_MIN, DisclosureRules::default()),
    });
    Ok(Json(DaysAnswer {
        counter: code,
        from: from.to_string(),
        to: to.to_string(),
        promised_min: PROMISED_MIN,
        days: days.collect(),
    }))
}
