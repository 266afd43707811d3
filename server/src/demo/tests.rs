//! What the demo town promises to those who look at it.

mod building;
mod fluids;
mod geography;
mod incidents;
mod notes;
mod orders;
mod recording_store;
mod series;
mod simulation;
mod theme;

use std::sync::OnceLock;

use model::city::Place;
use model::score::Objective;
use model::time::{At, Zone};

use super::Town;

const SEED: u64 = Town::USUAL_SEED;

fn zone() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

fn at(text: &str) -> At {
    let instant: jiff::Timestamp = text.parse().expect("an instant");
    At::from_millis(instant.as_millisecond())
}

fn now() -> At {
    at("2026-11-24T13:32:00Z")
}

/// Built once for all tests that only look.
fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| Town::new(SEED, now(), &zone()))
}

/// Worked out once: it sums a year of every meter.
fn objectives() -> &'static [Objective] {
    static OBJECTIVES: OnceLock<Vec<Objective>> = OnceLock::new();
    OBJECTIVES.get_or_init(|| town().objectives())
}

fn of_kind(kind: &str) -> Vec<&'static Place> {
    let places = town().places().iter();
    places.filter(|place| place.kind == kind).collect()
}

fn position(code: &str) -> usize {
    let mut series = town().series().iter();
    series
        .position(|series| series.code.as_str() == code)
        .unwrap_or_else(|| panic!("no series {code}"))
}
