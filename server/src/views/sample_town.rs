//! A town of one school, for the tests of what pages work out.

use std::collections::HashMap;
use std::path::Path;

use model::city::{
    Attribute, Fact, FactBody, Place, PlaceTree, Series, SeriesId, SeriesKind, SeriesRole,
};
use model::engine::Town;
use model::measure::DayTotal;
use model::time::{At, Day, Zone};

use super::Scene;
use crate::parameters::all_parameters;
use crate::state::Snapshot;
use crate::themes::all_themes;

/// Tuesday 24 November 2026, noon in Paris.
const NOW: At = At::from_seconds(1_795_518_000);
const AIR: i64 = 1;
const GAS: i64 = 2;
const BILLED: i64 = 3;

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn series(code: &str, quantity: &str, unit: &str, kind: SeriesKind, step_s: u32) -> Series {
    Series {
        code: code.parse().expect("code"),
        place: "ecole".parse().expect("code"),
        quantity: quantity.parse().expect("code"),
        unit: unit.parse().expect("unit"),
        kind,
        step_s,
        zero_is_missing: false,
        rollover_at: None,
        role: SeriesRole::Main,
    }
}

fn celsius(day: Day) -> f64 {
    12.0 - 9.0 * (core::f64::consts::TAU * f64::from(day.number()) / 365.25).cos()
}

/// A school whose heating takes 30 % less since the works; without gas on the days
/// that `silent` names.
fn town(works: &str, silent: impl Fn(Day) -> bool) -> Town {
    let place = |code: &str, parent: Option<&str>, kind: &str| Place {
        code: code.parse().expect("code"),
        parent: parent.map(|p| p.parse().expect("code")),
        kind: kind.to_owned(),
        name: format!("Bâtiment {code}"),
        attributes: [("use".to_owned(), Attribute::parse("École maternelle"))].into(),
    };
    let places = vec![
        place("ville", None, "city"),
        place("ecole", Some("ville"), "site"),
    ];
    let list = vec![
        (
            SeriesId(AIR),
            series("air", "temperature", "°C", SeriesKind::Gauge, 3600),
        ),
        (
            SeriesId(GAS),
            series("gaz", "gas", "kWh", SeriesKind::Interval, 3600),
        ),
        (
            SeriesId(BILLED),
            series(
                "factures",
                "electricity",
                "kWh",
                SeriesKind::Interval,
                2_592_000,
            ),
        ),
    ];
    let mut town = Town::new(
        Zone::new("Europe/Paris").expect("bundled"),
        PlaceTree::new(places).expect("a tree"),
        all_themes(Path::new("")).expect("sound"),
        list,
        Vec::new(),
    )
    .expect("fits");
    let factors: HashMap<String, f64> = all_parameters(Path::new(""))
        .expect("sound")
        .list()
        .iter()
        .filter(|p| p.holds(day("2026-11-24")))
        .map(|p| (p.code.clone(), p.value))
        .collect();
    town.set_factors(factors);
    town.set_facts(vec![Fact {
        subject: "ecole".to_owned(),
        from: day(works),
        to: None,
        body: FactBody::Event {
            name: "Isolation des combles".to_owned(),
        },
    }]);
    for n in day("2024-01-01").number()..day("2026-11-24").number() {
        let today = Day::from_number(n);
        let length = town.zone().day_length_s(today);
        let hours = f64::from(length) / 3600.0;
        town.set_day(
            SeriesId(AIR),
            today,
            DayTotal::new(celsius(today) * hours, length),
        );
        if !silent(today) {
            let left = if today < day(works) { 1.0 } else { 0.7 };
            let noise = f64::from(n % 3) - 1.0;
            let used = left * (20.0 + 5.0 * (17.0 - celsius(today)).max(0.0)) + noise;
            town.set_day(SeriesId(GAS), today, DayTotal::new(used, length));
        }
    }
    town
}

/// Looks at that town at noon of 24 November 2026.
pub(super) fn look<T>(
    works: &str,
    silent: impl Fn(Day) -> bool,
    look: impl FnOnce(&Scene<'_>) -> T,
) -> T {
    let snapshot = Snapshot::take(town(works, silent), Vec::new(), NOW);
    let live = ("test".to_owned(), 1);
    let scene = Scene::new(&snapshot, None, true, live, NOW).expect("a city");
    look(&scene)
}
