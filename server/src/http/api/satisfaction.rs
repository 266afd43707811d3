use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use model::city::PlaceCode;
use model::reception::{Channel, DisclosureRules, PublicSatisfaction, RatingCounts};
use model::time::{At, Day, Zone};
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::{bad_parameter, not_found, store_fault};
use super::instants::day;
use crate::http::Problem;
use crate::store::Question;

/// Months given in one answer.
const MOST_MONTHS: usize = 36;
/// Years given without `from`.
const USUAL_YEARS: i16 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Span {
    from: Option<String>,
    to: Option<String>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct SatisfactionAnswer {
    counter: String,
    from: String,
    to: String,
    months: Vec<MonthAnswer>,
}

#[derive(Serialize)]
struct MonthAnswer {
    /// First day.
    month: String,
    #[serde(flatten)]
    known: PublicSatisfaction,
}

/// `GET /api/v1/counters/{code}/satisfaction?from=&to=&au=`: the satisfied by channel, of
/// whole months that are over, or were on a past day with the answers that were known then,
/// each hidden on its own. Months without an answer are left out.
pub(super) async fn of_counter(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(span): Query<Span>,
) -> Result<Json<SatisfactionAnswer>, Problem> {
    let past = api.past(day("au", span.au.as_deref())?).await?;
    let found = api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let place = town.tree().place(town.tree().id(&code)?)?;
        let counter = Some(place).filter(|place| place.kind == "counter")?;
        Some((counter.code.clone(), town.zone().clone()))
    });
    let found: Option<(PlaceCode, Zone)> = found;
    let (counter, zone) = found.ok_or_else(|| not_found("counter", &code))?;
    let now = past
        .as_ref()
        .map_or_else(|| api.state.clock().now(), |past| past.end);
    let over = end_of_last_month(now, &zone);
    let to = day("to", span.to.as_deref())?.unwrap_or(over).min(over);
    let from =
        day("from", span.from.as_deref())?.unwrap_or_else(|| to.plus(1).plus_years(-USUAL_YEARS));
    let (months, first) = whole_months(from, to);
    if months.len() > MOST_MONTHS {
        let reason = format!("more than {MOST_MONTHS} months: ask for less");
        return Err(bad_parameter("from", reason));
    }
    let span = (zone.start_of_day(first), zone.start_of_day(to.plus(1)));
    let known = api.state.known(past.as_ref());
    let ratings = known.ratings(counter, span.0, span.1).await;
    let ratings = ratings.map_err(|fault| store_fault(&fault))?;
    let mut told: BTreeMap<Day, BTreeMap<Channel, RatingCounts>> = BTreeMap::new();
    for rating in ratings {
        let month = zone.day(rating.at).first_of_month();
        if rating.question == Question::Satisfaction && months.contains(&month) {
            let counts = told.entry(month).or_default();
            let counts = counts.entry(rating.channel).or_default();
            if let Err(fault) = counts.add(rating.score, rating.scale) {
                tracing::warn!(%fault, "an answer does not count");
            }
        }
    }
    let months = told.into_iter().map(|(month, counts)| MonthAnswer {
        month: month.to_string(),
        known: PublicSatisfaction::of(&counts, DisclosureRules::default()),
    });
    Ok(Json(SatisfactionAnswer {
        counter: code,
        from: from.to_string(),
        to: to.to_string(),
        months: months.collect(),
    }))
}

/// The last day of the last month that has been over for as long as it takes.
fn end_of_last_month(now: At, zone: &Zone) -> Day {
    let after = DisclosureRules::default().last_day(now, zone).plus(1);
    after.first_of_month().plus(-1)
}

/// The first days of the months that lie wholly in `[from, to]`, one more than are given
/// at most; and the first of them.
fn whole_months(from: Day, to: Day) -> (Vec<Day>, Day) {
    let next = |month: Day| month.plus(31).first_of_month();
    let first = if from == from.first_of_month() {
        from
    } else {
        next(from.first_of_month())
    };
    let months = core::iter::successors(Some(first), |month| Some(next(*month)))
        .take_while(|month| next(*month).plus(-1) <= to);
    (months.take(MOST_MONTHS + 1).collect(), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_months_are_asked_for() {
        let days = |from: &str, to: &str| -> Vec<String> {
            let (months, _) = whole_months(from.parse().unwrap(), to.parse().unwrap());
            months.iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            days("2026-01-01", "2026-03-31"),
            ["2026-01-01", "2026-02-01", "2026-03-01"]
        );
        assert_eq!(days("2026-01-02", "2026-03-30"), ["2026-02-01"]);
        assert_eq!(days("2026-01-05", "2026-01-31"), Vec::<String>::new());
    }

    #[test]
    fn a_month_is_told_when_it_has_been_over_for_a_day() {
        let paris = Zone::new("Europe/Paris").unwrap();
        let over = |s: i64| end_of_last_month(At::from_seconds(s), &paris).to_string();
        // 1 April 2026, noon; 2 April, noon.
        assert_eq!(over(1_775_037_600), "2026-02-28");
        assert_eq!(over(1_775_124_000), "2026-03-31");
    }
}
