use model::measure::Reading;
use model::time::Day;

use super::{now, position, town, zone};

/// Hours of the local day that many days before the town was built.
fn day_of(code: &str, ago: i32) -> Vec<Reading> {
    let day: Day = zone().day(now()).plus(-ago);
    let [from, to] = [day, day.plus(1)].map(|day| zone().start_of_day(day));
    town().readings(position(code), from, to)
}

fn sum(readings: &[Reading]) -> f64 {
    readings.iter().map(|r| r.value).sum()
}

/// What a counter ran between two and five in the morning.
fn night_run(code: &str, ago: i32) -> f64 {
    let readings = day_of(code, ago);
    readings[5].value - readings[2].value
}

#[test]
fn a_school_is_heated_over_its_last_weekend() {
    let code = "gaz-ecole-pierre-loti";
    // 22 November 2026, a Sunday, and the one before.
    assert!(sum(&day_of(code, 2)) > 1.8 * sum(&day_of(code, 9)));
    let weekday = sum(&day_of(code, 4)) / sum(&day_of(code, 11));
    assert!((0.6..1.6).contains(&weekday), "{weekday}");
}

#[test]
fn water_runs_at_night_in_a_gym() {
    let code = "eau-gymnase-marie-paradis";
    assert!(night_run(code, 2) > 1.0);
    assert!(night_run(code, 20) < 0.2);
}

#[test]
fn a_meter_repeats_its_value_and_a_new_one_counts_tenfold() {
    let flat = day_of("elec-mairie-annexe-du-canal", 1);
    assert!(flat.len() == 24 && flat.iter().all(|r| r.value == 6.2));
    let scaled = "elec-maison-de-quartier-de-la-gare";
    assert!(sum(&day_of(scaled, 3)) > 6.0 * sum(&day_of(scaled, 17)));
}

#[test]
fn a_boiler_drifts_and_panels_fall_silent() {
    let code = "gaz-residence-des-coteaux";
    let load = |ago: i32| sum(&day_of(code, ago)) / sum(&day_of("gaz-residence-du-parc", ago));
    let mean = |from: i32| (from..from + 14).map(load).sum::<f64>() / 14.0;
    assert!(mean(1) > 1.15 * mean(62), "{} after {}", mean(1), mean(62));
    let sun = "solaire-cuisine-centrale";
    assert!(day_of(sun, 8).is_empty() && day_of(sun, 10).len() == 24);
}

#[test]
fn every_incident_belongs_to_a_series() {
    for (code, _) in super::super::incidents::INCIDENTS {
        position(code);
    }
}
