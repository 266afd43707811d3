use super::*;
use crate::watch::watched_days;

const DAYS: i32 = 400;

fn temperature(n: i32) -> f64 {
    12.0 - 9.0 * (core::f64::consts::TAU * f64::from(n - 15) / 365.0).cos()
}

/// A repeatable wobble of ±5 %.
fn wobble(n: i32) -> f64 {
    1.0 + f64::from((n * 7919) % 101 - 50) / 1000.0
}

/// A school that heats on open days, with what happened to it.
fn school(change: impl Fn(&mut WatchedDay, i32)) -> Vec<WatchedDay> {
    let days = (0..DAYS)
        .map(|n| {
            let day = Day::from_number(20_000 + n);
            let open = day.weekday_from_monday() < 5;
            let heat = if open { 8.0 } else { 2.0 } * (17.0 - temperature(n)).max(0.0);
            let amount = (60.0 * f64::from(u8::from(open)) + 30.0 + heat) * wobble(n);
            let mut day = WatchedDay {
                day,
                amount: Some(amount),
                base: Some(amount * 0.15),
                zeros: false,
                day_type: if open { DayType::Open } else { DayType::Closed },
                temperature: Some(temperature(n)),
                expected: None,
            };
            change(&mut day, n);
            day
        })
        .collect();
    watched_days(days, Day::from_number(20_000 + DAYS - 28), false)
}

fn found(change: impl Fn(&mut WatchedDay, i32)) -> Vec<(Cause, i32, i32)> {
    let options = WatchOptions {
        since: Day::from_number(20_000 + DAYS - 45),
        water: false,
        produced: false,
    };
    detect(&school(change), &options)
        .iter()
        .map(|f| (f.cause, f.from.number() - 20_000, f.to.number() - 20_000))
        .collect()
}

fn times(day: &mut WatchedDay, factor: f64) {
    day.amount = day.amount.map(|a| a * factor);
    day.base = day.base.map(|b| b * factor);
}

#[test]
fn an_ordinary_year_raises_nothing() {
    assert_eq!(found(|_, _| {}), []);
}

#[test]
fn a_dead_meter_is_a_gap_and_zeros_are_zeros() {
    let dead = |day: &mut WatchedDay, n| {
        if n >= 391 {
            day.amount = None;
            day.base = None;
        }
    };
    assert_eq!(found(dead), [(Cause::Gap, 391, 399)]);
    let zeros = |day: &mut WatchedDay, n| {
        dead(day, n);
        day.zeros = n >= 391;
    };
    assert_eq!(found(zeros), [(Cause::Zeros, 391, 399)]);
}

#[test]
fn a_flat_line_is_no_night_load() {
    let flat = |day: &mut WatchedDay, n| {
        if n >= 397 {
            day.base = day.amount;
        }
    };
    assert_eq!(found(flat), [(Cause::FlatLine, 397, 399)]);
}

#[test]
fn a_meter_that_counts_tenfold_shifted_its_level() {
    let swapped = |day: &mut WatchedDay, n| {
        if n >= 390 {
            times(day, 10.0);
        }
    };
    assert_eq!(found(swapped), [(Cause::LevelShift, 390, 399)]);
}

#[test]
fn nights_like_days_are_found_with_their_cost() {
    let night = |day: &mut WatchedDay, n| {
        if n >= 394 {
            let more = 40.0;
            day.amount = day.amount.map(|a| a + more);
            day.base = day.base.map(|b| b + more);
        }
    };
    assert_eq!(found(night), [(Cause::NightLoad, 394, 399)]);
    let options = WatchOptions {
        since: Day::from_number(20_350),
        water: true,
        produced: false,
    };
    let leak = detect(&school(night), &options);
    assert_eq!(leak[0].cause, Cause::Leak);
    assert!((leak[0].waste - 240.0).abs() < 30.0, "{}", leak[0].waste);
}

#[test]
fn a_heated_weekend_is_a_closed_day() {
    // Day 20 000 + n is a Saturday where the weekday says so.
    let weekend = |day: &mut WatchedDay, n| {
        if (392..=398).contains(&n) && day.day_type == DayType::Closed {
            day.amount = day.amount.map(|a| a * 2.2);
        }
    };
    let found = found(weekend);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Cause::ClosedDay);
}

#[test]
fn one_wild_day_is_an_excess_and_a_slow_rise_a_drift() {
    let wild = |day: &mut WatchedDay, n| {
        if n == 396 {
            day.amount = day.amount.map(|a| a * 1.8);
        }
    };
    assert_eq!(found(wild), [(Cause::Excess, 396, 396)]);
    let slow = |day: &mut WatchedDay, n: i32| {
        let since = f64::from((n - 340).max(0));
        day.amount = day.amount.map(|a| a * (1.0 + 0.005 * since));
    };
    let found = found(slow);
    assert!(found.iter().any(|f| f.0 == Cause::Drift), "{found:?}");
}

/// Closed in the week, as a school is for sixteen weeks a year: heated less than
/// when it is open, more than on a Sunday.
fn holiday(day: &mut WatchedDay, n: i32) {
    let in_week = day.day.weekday_from_monday() < 5;
    if (n / 14) % 4 == 3 && in_week {
        day.day_type = DayType::Closed;
        let heat = 5.0 * (17.0 - temperature(n)).max(0.0);
        day.amount = Some((45.0 + heat) * wobble(n));
        day.base = day.amount.map(|a| a * 0.3);
    }
}

#[test]
fn holidays_are_held_against_holidays() {
    let heated = |day: &mut WatchedDay, n: i32| {
        holiday(day, n);
        if (390..=398).contains(&n) && day.day_type == DayType::Closed {
            day.amount = day.amount.map(|a| a * 2.2);
        }
    };
    assert_eq!(found(holiday), []);
    let found = found(heated);
    assert!(found.iter().any(|f| f.0 == Cause::ClosedDay), "{found:?}");
}

#[test]
fn what_comes_back_each_year_is_no_drift() {
    // From day 330 on, and in the same weeks of the year before, a fifth more.
    let season = |day: &mut WatchedDay, n: i32| {
        if n >= 330 || (0..=35).contains(&n) {
            times(day, 1.2);
        }
    };
    let new = |day: &mut WatchedDay, n: i32| {
        if n >= 330 {
            times(day, 1.2);
        }
    };
    let drifts = |found: Vec<(Cause, i32, i32)>| found.iter().any(|f| f.0 == Cause::Drift);
    assert!(!drifts(found(season)));
    assert!(drifts(found(new)));
}

#[test]
fn a_meter_of_whole_steps_is_flat_by_nature() {
    let steps = |day: &mut WatchedDay, n: i32| {
        if n % 5 == 0 {
            day.base = day.amount;
        }
    };
    assert_eq!(found(steps), []);
}

#[test]
fn a_boiler_that_starts_to_heat_is_no_night_load() {
    // Its nights were at rest in the mild weeks before.
    let heating = |day: &mut WatchedDay, n: i32| {
        let heat = 8.0 * (14.0 - temperature(n)).max(0.0);
        day.amount = Some((20.0 + 10.0 * heat) * wobble(n));
        day.base = Some(if heat > 0.0 { 5.0 * heat } else { 0.5 });
    };
    assert_eq!(found(heating), []);
}
