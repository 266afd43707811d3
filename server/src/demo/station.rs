use model::measure::{Quality, Reading};
use model::time::{At, Day};

use super::days::Days;

/// Code of the weather station, as a place and as a series.
pub(super) const STATION: &str = "station-clairval";
/// The name on screen.
pub(super) const STATION_NAME: &str = "Station météo de Clairval";

/// Outdoor temperatures at the hours `[from, to)`, °C, since `first`: those that
/// the boilers of the town feel.
pub(super) fn temperatures(days: &Days, first: Day, from: At, to: At) -> Vec<Reading> {
    let [start, end] = [from, to.plus_millis(-1)].map(|at| days.zone.day(at).number());
    let mut readings = Vec::new();
    for number in start.max(first.number())..=end {
        let facts = days.facts(Day::from_number(number));
        let inside = facts
            .hours
            .iter()
            .filter(|hour| (from..to).contains(&hour.at));
        readings.extend(inside.map(|hour| Reading {
            at: hour.at,
            value: (hour.temperature * 10.0).round() / 10.0,
            quality: Quality::Measured,
        }));
    }
    readings
}
