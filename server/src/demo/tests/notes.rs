use std::collections::BTreeMap;

use model::score::{Level, Note, Objective, note_against};
use model::time::Day;

use super::{at, objectives, of_kind, town};

/// kWh of the last year by site code and first letters of the series (`elec`, `gaz`).
fn measured() -> BTreeMap<(String, String), f64> {
    let (from, to) = (at("2025-11-23T23:00:00Z"), at("2026-11-23T23:00:00Z"));
    let mut measured = BTreeMap::new();
    for (nth, series) in town().series().iter().enumerate() {
        let kwh: f64 = town().readings(nth, from, to).iter().map(|r| r.value).sum();
        let (fluid, site) = series
            .code
            .as_str()
            .split_once('-')
            .expect("fluid and site");
        measured.insert((site.to_owned(), fluid.to_owned()), kwh);
    }
    measured
}

/// The note of a place from its own objectives, over the sites given.
fn note(place: &str, sites: &[(String, f64)], measured: &BTreeMap<(String, String), f64>) -> f64 {
    let today = Day::from_ymd(2026, 11, 24).expect("a day");
    let objectives: Vec<&Objective> = objectives().iter().filter(|o| o.place.as_str() == place).collect();
    let (mut points, mut weights) = (0.0, 0.0);
    for objective in &objectives {
        let fluids: &[&str] = match objective.indicator.as_str() {
            "energie_kwh_m2" => &["elec", "gaz"],
            "elec_kwh_m2" => &["elec"],
            _ => &["gaz"],
        };
        let (mut kwh, mut area) = (0.0, 0.0);
        for (site, m2) in sites {
            let parts: Vec<f64> = fluids
                .iter()
                .filter_map(|f| measured.get(&(site.clone(), (*f).to_owned())).copied())
                .collect();
            if !parts.is_empty() {
                kwh += parts.iter().sum::<f64>();
                area += m2;
            }
        }
        let required = objective.required_on(today);
        let one = note_against(
            objective.direction,
            objective.baseline,
            required,
            kwh / area,
        );
        points += objective.weight * one.expect("scored").value();
        weights += objective.weight;
    }
    points / weights
}

fn sites_of(district: Option<&str>) -> Vec<(String, f64)> {
    of_kind("site")
        .iter()
        .filter(|s| district.is_none_or(|d| s.parent.as_ref().is_some_and(|p| p.as_str() == d)))
        .filter(|s| s.code.as_str() != "mediatheque-des-tilleuls")
        .map(|s| {
            (
                s.code.as_str().to_owned(),
                s.number("floor_area_m2").expect("area"),
            )
        })
        .collect()
}

#[test]
fn every_objective_can_be_adopted() {
    let objectives = objectives();
    for objective in objectives {
        assert_eq!(
            objective.check(),
            Ok(()),
            "{} {}",
            objective.indicator,
            objective.place
        );
    }
    let gas = 108;
    // Three for the town and each district, three or two for a site, one for a meter.
    assert_eq!(objectives.len(), 9 * 3 + 135 * 2 + gas + 135 + gas);
}

#[test]
fn notes_are_spread_like_those_of_a_real_town() {
    let measured = measured();
    let town_note = note("clairval", &sites_of(None), &measured);
    assert!((6.5..7.5).contains(&town_note), "{town_note}");

    let unknown = [
        "halle-des-associations",
        "ateliers-du-port",
        "stade-de-la-varenne",
    ];
    let mut levels = BTreeMap::<String, u32>::new();
    let mut lowest = 10.0_f64;
    for site in sites_of(None) {
        if unknown.contains(&site.0.as_str()) {
            continue;
        }
        let value = note(&site.0, core::slice::from_ref(&site), &measured);
        lowest = lowest.min(value);
        let level = Level::of(Some(Note::from_share(value / 10.0)));
        *levels.entry(level.label().to_owned()).or_default() += 1;
    }
    let near = |level: Level, wanted: u32| {
        let found = levels.get(level.label()).copied().unwrap_or(0);
        assert!(found.abs_diff(wanted) <= 6, "{levels:?}");
    };
    near(Level::Ok, 50);
    near(Level::Watch, 45);
    near(Level::Gap, 36);

    let districts: Vec<(String, f64)> = of_kind("district")
        .iter()
        .map(|d| {
            (
                d.name.clone(),
                note(d.code.as_str(), &sites_of(Some(d.code.as_str())), &measured),
            )
        })
        .collect();
    let values = || districts.iter().map(|(_, note)| *note);
    let spread = values().fold(0.0, f64::max) - values().fold(10.0, f64::min);
    assert!(spread > 1.5, "{districts:?}");
}
