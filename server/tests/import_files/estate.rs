//! Real buildings with their weather: what is fitted, what is found, what silence does.

use std::process::Command;
use std::sync::Arc;

use model::engine::{Moment, Picture, SeriesIndex, Town};
use model::measure::DayTotal;
use model::time::Day;
use model::watch::{Cause, Finding};
use server::clock::FixedClock;
use server::config::Config;
use server::import::Target;
use server::rules::Rules;
use server::state::{State, Today};
use server::watch::past_findings;

use crate::desk::{Desk, NOW};
use crate::real_data::{data, mapping};

const BUILDINGS: [&str; 4] = ["b0", "b19", "b102", "b103"];
const OBJECTIVES: &str = "indicator,place,direction,baseline,baseline_at,target,target_at\n\
    energie_finale_m2,b0,down,400,2015-01-01,200,2030-01-01\n\
    energie_kwh,b0,down,2000000,2015-01-01,1000000,2030-01-01\n\
    energie_kwh,b19,down,4000000,2015-01-01,2000000,2030-01-01\n\
    energie_kwh,b103,down,300000,2015-01-01,100000,2030-01-01\n\
    elec_kwh,cambridge,down,3000000,2015-01-01,1000000,2030-01-01\n\
    gaz_kwh,cambridge,down,5000000,2015-01-01,2000000,2030-01-01\n";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Some buildings of the archive and the station of Bedford, seen from the end of 2021.
async fn estate() -> Option<(Desk, Town)> {
    let archive = data("energy/cambridge_estates/cambridge_full.tar.xz")?;
    let desk = Desk::new().await;
    let mut tar = Command::new("tar");
    tar.arg("-xJf")
        .arg(archive)
        .arg("-C")
        .arg(desk.folder.path());
    tar.args(["--wildcards", "*/bedford/20*.csv"]);
    tar.args(BUILDINGS.map(|name| format!("*/UCam_Building_{name}/*")));
    tar.arg("building_data/processed_data/building_floor_roof_areas.csv");
    assert!(tar.status().expect("tar").success());
    let buildings = desk.folder.path().join("building_data");
    let areas = buildings.join("processed_data/building_floor_roof_areas.csv");
    let weather = desk.folder.path().join("aux_data");
    for (target, file, by) in [
        (Target::Readings, buildings, "cambridge.toml"),
        (Target::Places, areas, "cambridge-places.toml"),
        (Target::Readings, weather, "cambridge-weather.toml"),
    ] {
        desk.files(target, vec![file], mapping(by))
            .await
            .expect("imported");
    }
    desk.good(Target::Objectives, OBJECTIVES).await;
    let rules = Rules::read(&Config::default()).expect("rules");
    let today = Today::Day(day("2021-12-31"));
    let clock = Arc::new(FixedClock(NOW));
    let state = State::load(desk.store.clone(), clock, rules, today).await;
    let town = state
        .expect("loaded")
        .read(|snapshot| snapshot.town.clone());
    Some((desk, town))
}

fn index(town: &Town, code: &str) -> SeriesIndex {
    town.series_index(code).expect("a series")
}

fn found(town: &Town, code: &str, from: &str, to: &str) -> Vec<Finding> {
    past_findings(town, index(town, code), day(from), day(to))
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_alerts_and_silence_of_real_buildings() {
    let Some((_desk, town)) = estate().await else {
        return;
    };
    signatures(&town);
    swaps_and_dead_meters(&town);
    no_note_improves_by_silence(&town);
}

fn signatures(town: &Town) {
    let end = Moment::start_of(day("2022-01-01"), town.zone());
    for building in ["b0", "b103"] {
        let of = |energy: &str| {
            let series = index(town, &format!("{building}-{energy}"));
            town.signature(series, end).expect("a year with weather")
        };
        let (electricity, gas) = (of("elec"), of("gaz"));
        assert!(electricity.base_per_day > 0.0, "{building}");
        assert!(gas.is_weather_sensitive(), "{building}: {gas:?}");
        assert!(gas.cooling.is_none(), "gas never cools");
    }
}

fn swaps_and_dead_meters(town: &Town) {
    let shifts = |code: &str, from: &str, to: &str| {
        let found = found(town, code, from, to);
        let shifts = found.into_iter().filter(|f| f.cause == Cause::LevelShift);
        shifts.collect::<Vec<_>>()
    };
    // Over five weeks this meter counted ten times as much, and years later a hundredth.
    let tenfold = shifts("b0-gaz", "2011-01-01", "2011-04-30");
    let ratio = |f: &Finding| f.measured / f.expected;
    assert!(
        tenfold.iter().any(|f| f.days() > 28 && ratio(f) > 5.0),
        "{tenfold:?}"
    );
    let little = shifts("b19-gaz", "2017-10-01", "2018-03-31");
    assert!(little.iter().any(|f| ratio(f) < 0.05), "{little:?}");
    // This one fell silent in autumn at 0: gas at 0 is a boiler at rest, but not in December.
    let dead = shifts("b102-gaz", "2022-10-01", "2022-12-25");
    assert!(dead.iter().any(|f| f.measured == 0.0), "{dead:?}");
    let gaps: usize = ["b0-elec", "b0-gaz", "b103-elec"]
        .map(|code| found(town, code, "2001-01-01", "2022-12-25"))
        .iter()
        .flatten()
        .filter(|f| f.cause.is_of_the_meter())
        .count();
    assert!(gaps > 3, "{gaps}");
}

/// Each meter in turn falls silent some time before the day of the notes. The truth
/// behind it is that it went on as in the year before.
fn no_note_improves_by_silence(town: &Town) {
    let moment = Moment::start_of(day("2022-01-01"), town.zone());
    let mut compared = 0;
    for (position, series) in town.series().iter().enumerate() {
        if series.derivation.is_some() || town.is_station(SeriesIndex(position)) {
            continue;
        }
        for silent_days in [20, 120, 300] {
            let (mut silent, mut alive) = (town.clone(), town.clone());
            let track = town.track(SeriesIndex(position)).expect("measured");
            for back in 1..=silent_days {
                let at = moment.day.plus(-back);
                let year_before = track.known(at.plus(-364));
                let covered = year_before.map_or(0.0, |known| known.share * 86_400.0);
                let amount = year_before.map_or(0.0, |known| known.sum);
                alive.set_day(series.id, at, DayTotal::new(amount, covered as u32));
                silent.set_day(series.id, at, DayTotal::default());
            }
            let (alive_then, silent_then) = (
                Picture::take(&alive, moment),
                Picture::take(&silent, moment),
            );
            for place in town.tree().ids() {
                let note = |picture: &Picture| {
                    let aggregate = picture.aggregate(place, None)?;
                    Some(aggregate.note()?.ten_thousandths())
                };
                let (Some(with), Some(without)) = (note(&alive_then), note(&silent_then)) else {
                    continue;
                };
                compared += 1;
                let code = &series.series.code;
                // A year is a day longer than 52 weeks.
                assert!(
                    without <= with + 500,
                    "{code}, {silent_days} days: {with} {without}"
                );
            }
        }
    }
    assert!(compared > 30, "{compared}");
}
