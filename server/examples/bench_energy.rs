//! How fast the indicators of a metropolis are recomputed from day totals, and
//! what one reading costs up to the city:
//! `cargo run --release -p server --example bench_energy`.

use std::time::{Duration, Instant};

use model::city::{
    Attribute, Indicator, Place, PlaceTree, Series, SeriesId, SeriesKind, SeriesRole,
};
use model::engine::{Moment, Picture, Town};
use model::measure::DayTotal;
use model::score::{Objective, Trajectory};
use model::time::{Day, Zone};
use serde_json::json;
use server::config::Config;
use server::rules::Rules;

/// A metropolis, judged by every indicator.
const METROPOLIS: i32 = 1_000;
/// With its districts and itself 500 places, each judged by two indicators.
const TOWN: i32 = 479;
const PILOTED: usize = 2;
const DISTRICTS: i32 = 20;
const FLUIDS: [(&str, &str); 5] = [
    ("electricity", "kWh"),
    ("gas", "kWh"),
    ("heat_network", "kWh"),
    ("water", "m3"),
    ("pv", "kWh"),
];
const LAST: i32 = 20_780;
const YEARS: i16 = 5;
/// Readings timed one by one.
const READINGS: i32 = 200;
/// How often the change of a year is told.
const CHANGES: i32 = 5;

fn place(code: String, parent: Option<String>, kind: &str) -> anyhow::Result<Place> {
    let number = |name: &str, value| (name.to_owned(), Attribute::Number(value));
    Ok(Place {
        code: code.parse()?,
        parent: parent.map(|parent| parent.parse()).transpose()?,
        kind: kind.to_owned(),
        name: code,
        attributes: match kind {
            "site" => [
                number("floor_area_m2", 2_000.0),
                number("users", 150.0),
                number("open_hours_year", 2_200.0),
            ]
            .into(),
            _ => Default::default(),
        },
    })
}

fn places(sites: i32) -> anyhow::Result<Vec<Place>> {
    let mut places = vec![
        place("city".to_owned(), None, "city")?,
        place("station".to_owned(), Some("city".to_owned()), "station")?,
    ];
    for n in 0..DISTRICTS {
        places.push(place(format!("d{n}"), Some("city".to_owned()), "district")?);
    }
    for n in 0..sites {
        let district = format!("d{}", n % DISTRICTS);
        places.push(place(format!("s{n}"), Some(district), "site")?);
    }
    Ok(places)
}

fn series(sites: i32) -> anyhow::Result<Vec<(SeriesId, Series)>> {
    let one = |id: i64, code: String, place: String, quantity: &str, unit: &str, kind| {
        Ok((
            SeriesId(id),
            Series {
                code: code.parse()?,
                place: place.parse()?,
                quantity: quantity.parse()?,
                unit: unit.parse()?,
                kind,
                step_s: 3600,
                zero_is_missing: false,
                rollover_at: None,
                role: SeriesRole::Main,
            },
        ))
    };
    let mut all = vec![one(
        0,
        "station".to_owned(),
        "station".to_owned(),
        "temperature",
        "°C",
        SeriesKind::Gauge,
    )];
    let meters = (0..sites).flat_map(|site| FLUIDS.map(|fluid| (site, fluid)));
    for ((site, (quantity, unit)), id) in meters.zip(1_i64..) {
        let (code, place) = (format!("{quantity}-{site}"), format!("s{site}"));
        all.push(one(id, code, place, quantity, unit, SeriesKind::Interval));
    }
    all.into_iter().collect()
}

fn objective(indicator: &Indicator, place: &str) -> anyhow::Result<Objective> {
    Ok(Objective {
        indicator: indicator.code.clone(),
        place: place.parse()?,
        direction: indicator.direction,
        baseline: None,
        baseline_at: None,
        target: 100.0,
        target_high: None,
        tolerance: None,
        target_at: Day::from_number(LAST + 1_500),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 1,
    })
}

fn temperature(day: i32) -> f64 {
    12.0 - 9.0 * (core::f64::consts::TAU * f64::from(day - 15) / 365.25).cos()
        + f64::from((day * 7919) % 101 - 50) / 20.0
}

/// A day of a meter: it follows the week, the cold and chance.
fn total(id: i64, day: i32) -> DayTotal {
    let number = i32::try_from(id).unwrap_or_default();
    let week = if day % 7 < 5 { 1.3 } else { 0.7 };
    let heat = (17.0 - temperature(day)).max(0.0) * f64::from(number % 5);
    let chance = f64::from((day * 31 + number * 17) % 41) / 400.0;
    let amount = (200.0 + 9.0 * heat) * week * (0.95 + chance);
    DayTotal::new(amount, 86_400)
}

fn set(town: &mut Town, sites: i32, days: core::ops::Range<i32>) {
    for day in days.clone() {
        let warmth = DayTotal::new(24.0 * temperature(day), 86_400);
        town.set_day(SeriesId(0), Day::from_number(day), warmth);
    }
    let meters = i64::from(sites) * i64::try_from(FLUIDS.len()).unwrap_or_default();
    for id in 1..=meters {
        for day in days.clone() {
            town.set_day(SeriesId(id), Day::from_number(day), total(id, day));
        }
    }
}

/// What a town took, in milliseconds.
struct Took {
    series: usize,
    loading: f64,
    recomputing: f64,
    then: f64,
    change: f64,
    reading_p50: f64,
    reading_p95: f64,
}

/// Times a town of so many sites, judged by these indicators: the city and its sites, and
/// its districts where `everywhere`.
fn time(
    rules: &Rules,
    sites: i32,
    indicators: &[&Indicator],
    everywhere: bool,
) -> anyhow::Result<Took> {
    let mut objectives = Vec::new();
    for indicator in indicators {
        objectives.push(objective(indicator, "city")?);
        for site in 0..sites {
            objectives.push(objective(indicator, &format!("s{site}"))?);
        }
        for district in (0..DISTRICTS).filter(|_| everywhere) {
            objectives.push(objective(indicator, &format!("d{district}"))?);
        }
    }
    let tree = PlaceTree::new(places(sites)?)?;
    let mut town = Town::new(
        Zone::utc(),
        tree,
        rules.themes.clone(),
        series(sites)?,
        objectives,
    )?;
    let today = Day::from_number(LAST);
    let in_force = rules.parameters.list().iter();
    town.set_factors(in_force.map(|p| (p.code.clone(), p.value)).collect());
    let first = today.plus_years(-YEARS).number();

    let started = Instant::now();
    set(&mut town, sites, first..LAST);
    let loading = started.elapsed();

    let moment = Moment::start_of(today, town.zone());
    let started = Instant::now();
    town.replan();
    let now = Picture::take(&town, moment);
    let recomputing = started.elapsed();

    // Why the note of the city moved over a year: the picture of then, and the walk.
    let then = Moment::start_of(today.plus_years(-1), town.zone());
    let root = town
        .tree()
        .root()
        .ok_or_else(|| anyhow::anyhow!("no city"))?;
    let (mut taken, mut changes) = (Vec::new(), Vec::new());
    for _ in 0..CHANGES {
        let started = Instant::now();
        let before = Picture::take(&town, then);
        taken.push(started.elapsed());
        let started = Instant::now();
        let change = now.change_since(&before, &town, root, None);
        changes.push(started.elapsed());
        anyhow::ensure!(
            change.is_some_and(|change| !change.lines.is_empty()),
            "no change"
        );
    }

    // What a server keeps true: now, this morning, and thirty days ago for the trend.
    let month_before = Moment::start_of(today.plus(-30), town.zone());
    let mut pictures = [now.clone(), now, Picture::take(&town, month_before)];
    let mut one_by_one = Vec::new();
    for n in 0..READINGS {
        let id = 1 + i64::from(n * 23 % (sites * 5));
        let more = DayTotal::new(900.0 + f64::from(n), 86_400);
        let started = Instant::now();
        let index = town.set_day(SeriesId(id), today.plus(-1), more);
        let touched: Vec<_> = index.into_iter().collect();
        for picture in &mut pictures {
            picture.refresh(&town, &touched);
        }
        one_by_one.push(started.elapsed());
    }
    Ok(Took {
        series: town.series().len(),
        loading: ms(loading),
        recomputing: ms(recomputing),
        then: of_all(&mut taken, 50),
        change: of_all(&mut changes, 50),
        reading_p50: of_all(&mut one_by_one, 50),
        reading_p95: of_all(&mut one_by_one, 95),
    })
}

/// The time that so many in a hundred took at most.
fn of_all(times: &mut [Duration], share: usize) -> f64 {
    times.sort_unstable();
    let position = (times.len() * share / 100).min(times.len().saturating_sub(1));
    times.get(position).copied().map(ms).unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::print_stdout, reason = "the figures are the result")]
fn main() -> anyhow::Result<()> {
    let rules = Rules::read(&Config::default())?;
    let indicators: Vec<&Indicator> = rules
        .themes
        .iter()
        .flat_map(|theme| &theme.indicator)
        // What people enter by hand is no day total.
        .filter(|indicator| indicator.entered.is_none())
        .collect();
    let metropolis = time(&rules, METROPOLIS, &indicators, false)?;
    // Of the theme that the town measures: its reception tells nothing.
    let energy = rules.themes.iter().filter(|t| t.code.as_str() == "energie");
    let piloted: Vec<&Indicator> = energy
        .flat_map(|theme| &theme.indicator)
        .filter(|indicator| indicator.entered.is_none())
        .take(PILOTED)
        .collect();
    anyhow::ensure!(
        piloted.len() == PILOTED,
        "the theme of energy is not shipped"
    );
    let town = time(&rules, TOWN, &piloted, true)?;
    println!(
        "{}",
        json!({
            "sites": METROPOLIS,
            "series": metropolis.series,
            "indicators": indicators.len(),
            "loading_ms": metropolis.loading,
            "recomputing_ms": metropolis.recomputing,
            "then_ms": metropolis.then,
            "change_ms": metropolis.change,
            "reading_p50_ms": metropolis.reading_p50,
            "reading_p95_ms": metropolis.reading_p95,
            "town_then_ms": town.then,
            "town_change_ms": town.change,
            "town_reading_p50_ms": town.reading_p50,
            "town_reading_p95_ms": town.reading_p95,
        })
    );
    Ok(())
}
