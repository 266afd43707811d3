use model::city::SeriesKind;
use model::measure::Reading;
use model::time::{At, Day};

use super::{SEED, Town, at, now, objectives, position, town, zone};

fn readings(code: &str, from: &str, to: &str) -> Vec<Reading> {
    town().readings(position(code), at(from), at(to))
}

/// Positions of the meters that send each hour and never fail.
fn by_hour() -> impl Iterator<Item = usize> {
    let all = town().series().iter().enumerate();
    all.filter(|(_, series)| series.kind == SeriesKind::Interval && series.step_s == 3600)
        .map(|(nth, _)| nth)
        .filter(|nth| {
            let whole = town().readings(*nth, at("2026-11-20T05:00:00Z"), now());
            whole.len() == 4 * 24 + 9
        })
}

fn sum(readings: &[Reading]) -> f64 {
    readings.iter().map(|r| r.value).sum()
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn the_same_seed_gives_the_same_town() {
    let again = Town::new(SEED, now(), &zone());
    assert_eq!(again.places(), town().places());
    assert_eq!(again.objectives(), objectives());
    let (from, to) = (at("2026-10-01T00:00:00Z"), now());
    for series in 0..town().series().len() {
        assert_eq!(
            again.readings(series, from, to),
            town().readings(series, from, to)
        );
    }
    let other = Town::new(SEED + 1, now(), &zone());
    assert_ne!(other.readings(0, from, to), town().readings(0, from, to));
}

#[test]
fn a_town_read_back_from_its_places_goes_on_as_before() {
    let mut stored = town().places().to_vec();
    stored.reverse();
    let again = Town::of_places(&stored, &zone()).expect("a demo town");
    let (from, to) = (at("2026-11-20T00:00:00Z"), at("2027-02-01T00:00:00Z"));
    assert_eq!(again.readings(3, from, to), town().readings(3, from, to));
    assert!(Town::of_places(&stored[..10], &zone()).is_none());
}

#[test]
fn pieces_make_the_whole() {
    let (start, end) = (at("2026-11-20T05:00:00Z"), at("2026-12-04T17:00:00Z"));
    for series in by_hour().step_by(45) {
        let whole = town().readings(series, start, end);
        let mut pieces = Vec::new();
        let mut from = start;
        while from < end {
            let to = from.plus_seconds(3600 * 7).min(end);
            pieces.extend(town().readings(series, from, to));
            from = to;
        }
        assert_eq!(pieces, whole);
        assert_eq!(whole.len(), 14 * 24 + 12);
    }
}

#[test]
fn days_of_clock_changes_have_23_and_25_readings() {
    let paris = zone();
    for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)] {
        let day: Day = day.parse().expect("a day");
        let (from, to) = (paris.start_of_day(day), paris.start_of_day(day.plus(1)));
        let found = town().readings(position("elec-hotel-de-ville"), from, to);
        assert_eq!(found.len(), hours);
        let apart = found
            .windows(2)
            .all(|p| p[1].at.seconds_since(p[0].at) == 3600);
        assert!(apart && found[0].at == from);
    }
}

#[test]
fn the_data_begin_with_the_year_of_reference_and_end_with_the_last_complete_hour() {
    let until = town().complete_until(now());
    assert_eq!(until, at("2026-11-24T13:00:00Z"));
    assert_eq!(town().start(), at("2018-12-31T23:00:00Z"));
    let found = town().history(0, now());
    let days = "2026-11-24"
        .parse::<Day>()
        .expect("a day")
        .since(day("2019-01-01"));
    assert_eq!(found.len(), usize::try_from(days).expect("days") * 24 + 14);
    assert!(found.iter().all(|r| r.value.is_finite() && r.value > 0.0));
}

#[test]
fn schools_sleep_at_night_and_gas_in_summer() {
    let school = readings(
        "elec-ecole-victor-hugo",
        "2026-01-04T23:00:00Z",
        "2026-02-13T23:00:00Z",
    );
    let mean = |from: i8, to: i8| {
        let hours: Vec<f64> = school
            .iter()
            .filter(|r| {
                let civil = zone().civil(r.at);
                let weekday = civil.date().weekday().to_monday_zero_offset();
                [0, 1, 3, 4].contains(&weekday) && (from..to).contains(&civil.hour())
            })
            .map(|r| r.value)
            .collect();
        hours.iter().sum::<f64>() / f64::from(u32::try_from(hours.len()).expect("few"))
    };
    let ratio = mean(0, 5) / mean(9, 16);
    assert!((0.08..0.3).contains(&ratio), "{ratio}");

    for code in [
        "gaz-ecole-victor-hugo",
        "gaz-hotel-de-ville",
        "gaz-gymnase-des-tilleuls",
    ] {
        let winter = sum(&readings(
            code,
            "2026-01-01T00:00:00Z",
            "2026-02-01T00:00:00Z",
        ));
        let summer = sum(&readings(
            code,
            "2026-07-01T00:00:00Z",
            "2026-08-01T00:00:00Z",
        ));
        assert!(winter > 8.0 * summer, "{code}: {winter} against {summer}");
    }
}

#[test]
fn a_summer_without_heating_is_shorter_than_the_silence_of_a_dead_meter() {
    for (nth, series) in town().series().iter().enumerate() {
        if series.quantity.as_str() != "gas" || series.kind != SeriesKind::Interval {
            continue;
        }
        let (mut run, mut longest) = (0, 0);
        for reading in town().readings(nth, at("2024-11-24T00:00:00Z"), now()) {
            run = if reading.value == 0.0 { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        assert!(longest < 160 * 24, "{}: {longest} h", series.code);
    }
}

#[test]
fn what_happened_can_be_seen() {
    let night = |code: &str, day: &str| {
        let day: Day = day.parse().expect("a day");
        let from = zone().start_of_day(day);
        sum(&town().readings(position(code), from, from.plus_seconds(5 * 3600)))
    };
    assert!(
        night("elec-gymnase-du-canal", "2026-11-20")
            > 2.0 * night("elec-gymnase-du-canal", "2026-11-13")
    );
    let count = |code: &str, from: At| town().readings(position(code), from, now()).len();
    assert_eq!(
        count("gaz-gymnase-saint-aubin", at("2026-11-14T23:00:00Z")),
        0
    );
    assert!(count("gaz-gymnase-saint-aubin", at("2026-11-14T22:00:00Z")) == 1);
    assert_eq!(count("elec-halle-des-associations", town().start()), 0);
    let zeros = readings(
        "elec-ateliers-du-port",
        "2026-11-01T00:00:00Z",
        "2026-11-02T00:00:00Z",
    );
    assert!(zeros.len() == 24 && zeros.iter().all(|r| r.value == 0.0));
    let winter = |year: &str, next: &str| sum(&readings("gaz-ecole-jean-zay", year, next));
    let before = winter("2024-12-01T00:00:00Z", "2025-03-01T00:00:00Z");
    let after = winter("2025-12-01T00:00:00Z", "2026-03-01T00:00:00Z");
    assert!(
        after < 0.75 * before,
        "{after} after works, {before} before"
    );
}
