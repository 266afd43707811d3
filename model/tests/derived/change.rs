//! Why a note moved, where the weather and the calendar move what is used.

use model::score::{Cause, NoteChange};

use super::*;

fn change(town: &Town, place: &str) -> NoteChange {
    let picture =
        |day: i32| Picture::take(town, Moment::start_of(Day::from_number(day), town.zone()));
    let id = town.tree().id(place).expect("a place");
    picture(LAST)
        .change_since(&picture(LAST - 365), town, id, None)
        .expect("scored twice")
}

#[test]
fn a_cold_year_is_told_as_weather_and_not_where_it_is_corrected() {
    let per_unit = FactBody::Coefficient { per_unit: 10.0 };
    let facts = vec![fact("gas-school", FIRST, None, per_unit)];
    let told = |indicator: &str| {
        let mut town = town_with(facts.clone(), vec![objective(indicator, "school", 1_000.0)]);
        let cold = |n: i32| temperature(n) - if n >= LAST - 365 { 2.0 } else { 0.0 };
        fill(&mut town, 4, FIRST, LAST, |n| 24.0 * cold(n), 0.0);
        let gas = |n: i32| 1.0 + 0.25 * (17.0 - cold(n)).max(0.0);
        fill(&mut town, 3, FIRST, LAST, gas, 0.0);
        change(&town, "school")
    };
    let plain = told("gas_kwh");
    let weather = plain.sum(|line| line.cause == Cause::Weather);
    assert!(plain.difference() < -100, "{plain:?}");
    let share = f64::from(weather) / f64::from(plain.difference());
    // Its sensitivity is fitted to whole months, a hair beside the true one.
    assert!((0.95..1.05).contains(&share), "{share} {plain:?}");
    let normal = told("gas_normal");
    assert_eq!(normal.sum(|line| line.cause == Cause::Weather), 0);
    // A normal is the mean of the known years: the cold one has moved it too.
    assert!(2 * normal.difference() > plain.difference(), "{normal:?}");
}

#[test]
fn more_open_days_are_told_as_calendar() {
    let open_on = |days: usize| {
        FactBody::Opening(OpeningHours {
            week: vec![
                vec![OpenRange {
                    from: 480,
                    to: 1080
                }];
                days
            ],
            open_on_holidays: false,
            alsace_moselle: false,
            exceptions: Vec::new(),
        })
    };
    // Five days a week, then six in the last year; an open day takes 40, a closed one 10.
    let facts = vec![
        fact("gym", FIRST - 10, None, open_on(5)),
        fact("gym", LAST - 365, None, open_on(6)),
    ];
    let mut town = town_with(facts, vec![objective("elec", "gym", 9_000.0)]);
    let used = |n: i32| {
        let days = if n >= LAST - 365 { 6 } else { 5 };
        let day = Day::from_number(n);
        let open = day.weekday_from_monday() < days && !is_public_holiday(day, false);
        if open { 40.0 } else { 10.0 }
    };
    fill(&mut town, 0, FIRST, LAST, used, 0.0);
    let change = change(&town, "gym");
    let calendar = change.sum(|line| line.cause == Cause::Calendar);
    assert!(change.difference() < -100, "{change:?}");
    assert!((calendar - change.difference()).abs() <= 20, "{change:?}");
}
