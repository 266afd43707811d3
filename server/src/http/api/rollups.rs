use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use model::city::{PlaceId, QuantityCode, SeriesKind};
use model::engine::{SeriesIndex, Town};
use model::measure::Rollup;
use model::time::{At, Bucket, Day, Grain};
use serde::{Deserialize, Serialize};

use super::Api;
use super::answers::{bad_parameter, not_found, store_fault};
use super::instants::{day, instant, rfc3339};
use crate::http::Problem;
use crate::store::DayRow;

/// Buckets given in one answer.
const MOST: usize = 20_000;
/// Sums of one series over one bucket in an answer about many sites: months of a metropolis
/// over ten years.
const MOST_SUMS: usize = 600_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    grain: String,
    from: String,
    to: Option<String>,
    place: Option<String>,
    quantity: Option<String>,
    au: Option<String>,
}

#[derive(Serialize)]
pub(super) struct RollupsAnswer {
    series: String,
    unit: String,
    grain: Grain,
    buckets: Vec<BucketAnswer>,
}

/// A bucket of one series; without data only its bounds and `count: 0`.
#[derive(Serialize)]
struct BucketAnswer {
    start: String,
    end: String,
    count: u32,
    expected: u32,
    /// Amount: sum of intervals, difference of an index; absent for a gauge.
    sum: Option<f64>,
    mean: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct SitesAnswer {
    grain: Grain,
    buckets: Vec<String>,
    sites: Vec<SiteAnswer>,
}

/// Amounts of one site, one per bucket; `null` where nothing is known.
#[derive(Serialize)]
struct SiteAnswer {
    place: String,
    quantity: String,
    unit: String,
    sums: Vec<Option<f64>>,
}

struct Asked {
    grain: Grain,
    buckets: Vec<Bucket>,
}

fn asked(town: &Town, question: &Question, now: At) -> Result<Asked, Problem> {
    let grain: Grain = question
        .grain
        .parse()
        .map_err(|fault| bad_parameter("grain", fault))?;
    let zone = town.zone();
    let from = instant("from", &question.from, zone)?;
    let to = match &question.to {
        Some(text) => instant("to", text, zone)?,
        None => now,
    };
    let buckets: Vec<Bucket> = Bucket::covering(from, to, grain, zone)
        .take(MOST + 1)
        .collect();
    if buckets.len() > MOST {
        return Err(bad_parameter(
            "from",
            format!("more than {MOST} buckets: ask for less"),
        ));
    }
    Ok(Asked { grain, buckets })
}

/// `GET /api/v1/series/{code}/rollups?grain=&from=&to=&au=`; with `au`, as they were at the
/// end of that day.
pub(super) async fn of_series(
    State(api): State<Api>,
    Path(code): Path<String>,
    Query(question): Query<Question>,
) -> Result<Json<RollupsAnswer>, Problem> {
    let past = api.past(day("au", question.au.as_deref())?).await?;
    let now = past
        .as_ref()
        .map_or_else(|| api.state.clock().now(), |past| past.end);
    let found = api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let series = town.series_at(town.series_index(&code)?)?;
        let asked = asked(town, &question, now);
        Some((series.id, series.series.clone(), town.zone().clone(), asked))
    });
    let (id, series, zone, asked) = found.ok_or_else(|| not_found("series", &code))?;
    let Asked { grain, buckets } = asked?;
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else {
        return Err(bad_parameter("from", "is not before `to`"));
    };
    let store = api.state.known(past.as_ref());
    let hours = if grain == Grain::Hour {
        store
            .readings(id, first.start, last.end)
            .await
            .map_err(|fault| store_fault(&fault))?
    } else {
        Vec::new()
    };
    let days = if grain == Grain::Hour {
        Vec::new()
    } else {
        let to = zone.day(last.end.plus_millis(-1));
        store
            .day_rows(id, zone.day(first.start), to)
            .await
            .map_err(|fault| store_fault(&fault))?
    };
    let buckets = buckets
        .iter()
        .map(|bucket| {
            let (rollup, amount) = if grain == Grain::Hour {
                let from = hours.partition_point(|r| r.at < bucket.start);
                let to = hours.partition_point(|r| r.at < bucket.end);
                let inside = hours.get(from..to).unwrap_or_default();
                let inside = inside
                    .iter()
                    .copied()
                    .filter(|r| !(series.zero_is_missing && r.value == 0.0));
                let rollup = Rollup::from_readings(inside);
                (rollup, rollup.sum())
            } else {
                merge_days(&days, zone.day(bucket.start), zone.day(bucket.end))
            };
            let known = rollup.count > 0;
            BucketAnswer {
                start: rfc3339(bucket.start, &zone),
                end: rfc3339(bucket.end, &zone),
                count: rollup.count,
                expected: bucket.expected_count(series.step_s),
                sum: (known && series.kind != SeriesKind::Gauge).then_some(amount),
                mean: rollup.mean().filter(|_| series.kind != SeriesKind::Index),
                min: known.then_some(rollup.min),
                max: known.then_some(rollup.max),
            }
        })
        .collect();
    let unit = series.unit.symbol().to_owned();
    Ok(Json(RollupsAnswer {
        series: code,
        unit,
        grain,
        buckets,
    }))
}

fn merge_days(days: &[DayRow], from: Day, to: Day) -> (Rollup, f64) {
    let first = days.partition_point(|row| row.day < from);
    let end = days.partition_point(|row| row.day < to);
    let rows = days.get(first..end).unwrap_or_default();
    rows.iter()
        .fold((Rollup::default(), 0.0), |(rollup, amount), row| {
            (rollup.merge(row.rollup), amount + row.total.sum())
        })
}

/// `GET /api/v1/rollups?place=&quantity=&grain=month&from=&to=&au=`: amounts of every
/// site at or below a place (the city when none is named), from memory.
pub(super) async fn by_site(
    State(api): State<Api>,
    Query(question): Query<Question>,
) -> Result<Json<SitesAnswer>, Problem> {
    let past = api.past(day("au", question.au.as_deref())?).await?;
    let now = past
        .as_ref()
        .map_or_else(|| api.state.clock().now(), |past| past.end);
    api.state.read_at(past.as_ref(), |snapshot| {
        let town = &snapshot.town;
        let tree = town.tree();
        let top = match &question.place {
            Some(code) => tree.id(code).ok_or_else(|| not_found("place", code))?,
            None => tree.root().ok_or_else(|| not_found("place", "city"))?,
        };
        let Asked { grain, buckets } = asked(town, &question, now)?;
        if grain == Grain::Hour {
            return Err(bad_parameter("grain", "hours are asked series by series"));
        }
        let zone = town.zone();
        let days: Vec<(Day, Day)> = buckets
            .iter()
            .map(|b| (zone.day(b.start), zone.day(b.end)))
            .collect();
        let measured = series_by_site(town, question.quantity.as_deref());
        let inside = tree.subtree(top);
        let series = inside.iter().filter_map(|site| measured.get(site));
        let sums = series.map(Vec::len).sum::<usize>() * days.len();
        if sums > MOST_SUMS {
            let said =
                format!("{sums} sums, of at most {MOST_SUMS}: ask for fewer buckets or sites");
            return Err(bad_parameter("from", said));
        }
        let sites = inside
            .into_iter()
            .filter_map(|site| Some(site_answers(town, site, measured.get(&site)?, &days)))
            .flatten()
            .collect();
        let buckets = buckets.iter().map(|b| rfc3339(b.start, zone)).collect();
        Ok(Json(SitesAnswer {
            grain,
            buckets,
            sites,
        }))
    })
}

/// The counted series at or below each site, of one quantity or of all that are
/// measured: a base load is a part of its meter, and comes to whoever asks for it.
fn series_by_site(town: &Town, wanted: Option<&str>) -> HashMap<PlaceId, Vec<SeriesIndex>> {
    let is_part = |code: &QuantityCode| {
        let quantity = town.themes().iter().find_map(|theme| theme.quantity(code));
        quantity.is_some_and(|quantity| quantity.derived.is_some())
    };
    let mut found: HashMap<PlaceId, Vec<SeriesIndex>> = HashMap::new();
    for (position, series) in town.series().iter().enumerate() {
        let quantity = &series.series.quantity;
        let asked = match wanted {
            Some(wanted) => quantity.as_str() == wanted,
            None => !is_part(quantity),
        };
        if !(asked && series.is_counted()) {
            continue;
        }
        for place in town.tree().upwards(series.place) {
            if town.tree().place(place).is_some_and(|p| p.kind == "site") {
                found.entry(place).or_default().push(SeriesIndex(position));
            }
        }
    }
    found
}

fn site_answers(
    town: &Town,
    site: PlaceId,
    measured: &[SeriesIndex],
    days: &[(Day, Day)],
) -> Vec<SiteAnswer> {
    let Some(place) = town.tree().place(site) else {
        return Vec::new();
    };
    let mut answers: Vec<SiteAnswer> = Vec::new();
    for &index in measured {
        let Some(series) = town.series_at(index) else {
            continue;
        };
        let quantity = series.series.quantity.as_str();
        let sums: Vec<Option<f64>> = days
            .iter()
            .map(|&(from, to)| town.track(index)?.measured(from, to))
            .collect();
        let unit = series.series.unit.symbol();
        match answers
            .iter_mut()
            .find(|a| a.quantity == quantity && a.unit == unit)
        {
            Some(answer) => {
                for (sum, more) in answer.sums.iter_mut().zip(sums) {
                    *sum = match (*sum, more) {
                        (Some(a), Some(b)) => Some(a + b),
                        (a, b) => a.or(b),
                    };
                }
            }
            None => answers.push(SiteAnswer {
                place: place.code.to_string(),
                quantity: quantity.to_owned(),
                unit: unit.to_owned(),
                sums,
            }),
        }
    }
    answers
}
