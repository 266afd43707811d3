use super::almanac::{Restriction, restriction};
use super::building_use::BuildingUse;
use super::day_facts::DayFacts;

const WEDNESDAY: i8 = 2;
const SATURDAY: i8 = 5;
const SUNDAY: i8 = 6;

/// Share of its full use a building has in the hour that starts at `clock`, 0 to 1.
pub(super) fn occupancy(of: BuildingUse, day: &DayFacts, clock: i8) -> f64 {
    usual(of, day, clock) * allowed(of, day)
}

/// Share of its usual life that the epidemic left a building.
fn allowed(of: BuildingUse, day: &DayFacts) -> f64 {
    use BuildingUse::{
        CareHome, Community, Culture, Gym, Kitchen, Office, Pool, Stadium, Workshop,
    };
    match (restriction(day.day), of) {
        (Restriction::None, _) | (_, CareHome) => 1.0,
        (Restriction::Gatherings, Gym | Pool | Culture | Community | Stadium) => 0.15,
        (Restriction::Gatherings, _) => 1.0,
        (Restriction::Lockdown, Workshop | Kitchen) => 0.5,
        (Restriction::Lockdown, Office) => 0.3,
        (Restriction::Lockdown, _) => 0.08,
    }
}

fn usual(of: BuildingUse, day: &DayFacts, clock: i8) -> f64 {
    let weekend = day.weekday >= SATURDAY;
    let closed = weekend || day.public_holiday;
    match of {
        BuildingUse::Nursery | BuildingUse::Elementary if closed => 0.0,
        BuildingUse::Nursery | BuildingUse::Elementary => school_hours(clock) * school_share(day),
        BuildingUse::Creche if closed || long_closure(day) => 0.0,
        BuildingUse::Creche => plateau(clock, 7, 19),
        BuildingUse::Gym => gym_share(day) * plateau(clock, 8, if weekend { 19 } else { 22 }),
        BuildingUse::Pool if day.public_holiday => 0.2,
        BuildingUse::Pool => plateau(clock, 7, if weekend { 19 } else { 22 }),
        BuildingUse::Office if closed => 0.0,
        BuildingUse::Office => plateau(clock, 8, 18) * if day.summer { 0.7 } else { 1.0 },
        BuildingUse::Culture if day.public_holiday || day.weekday == 0 => 0.0,
        BuildingUse::Culture if day.weekday == SUNDAY => 0.6 * plateau(clock, 14, 19),
        BuildingUse::Culture => plateau(clock, 9, 20) * if day.summer { 0.75 } else { 1.0 },
        BuildingUse::Workshop if closed => 0.0,
        BuildingUse::Workshop => plateau(clock, 6, 17),
        BuildingUse::CareHome => care_hours(clock),
        BuildingUse::Community if day.public_holiday || day.weekday == SUNDAY => 0.0,
        BuildingUse::Community => plateau(clock, 9, 21) * if day.summer { 0.5 } else { 0.9 },
        BuildingUse::Stadium if weekend => 0.8 * plateau(clock, 10, 19),
        BuildingUse::Stadium => plateau(clock, 17, 22) * if day.summer { 0.3 } else { 1.0 },
        BuildingUse::Kitchen if closed => 0.0,
        BuildingUse::Kitchen => plateau(clock, 5, 15) * if day.school_holiday { 0.4 } else { 1.0 },
    }
}

fn plateau(clock: i8, from: i8, to: i8) -> f64 {
    if !(from..to).contains(&clock) {
        0.0
    } else if clock == from || clock == to - 1 {
        0.6
    } else {
        1.0
    }
}

fn school_hours(clock: i8) -> f64 {
    match clock {
        7 => 0.4,
        // The canteen: lights and kitchens.
        8..=10 | 13..=15 => 0.95,
        11 | 12 => 1.0,
        16 => 0.7,
        17 | 18 => 0.4,
        _ => 0.0,
    }
}

/// Holiday centres keep part of a school open.
fn school_share(day: &DayFacts) -> f64 {
    match (day.school_holiday, day.summer) {
        (true, true) => 0.08,
        (true, false) => 0.2,
        (false, _) if day.weekday == WEDNESDAY => 0.45,
        (false, _) => 1.0,
    }
}

/// Day nurseries close for three weeks in August and between Christmas and New Year.
fn long_closure(day: &DayFacts) -> bool {
    matches!(
        (day.day.date().month(), day.day.date().day()),
        (8, 1..=21) | (12, 24..=31)
    )
}

fn gym_share(day: &DayFacts) -> f64 {
    match (day.public_holiday, day.school_holiday, day.weekday) {
        (true, ..) => 0.0,
        (false, true, _) if day.summer => 0.15,
        (false, true, _) => 0.4,
        (false, false, SATURDAY) => 0.75,
        (false, false, SUNDAY) => 0.55,
        (false, false, _) => 1.0,
    }
}

fn care_hours(clock: i8) -> f64 {
    match clock {
        0..=5 | 23 => 0.1,
        6 | 21 | 22 => 0.5,
        7..=9 | 11 | 12 | 18..=20 => 1.0,
        _ => 0.75,
    }
}
