//! Orders of magnitude of French municipal buildings.

use std::collections::{BTreeMap, BTreeSet};

use model::city::SeriesKind;
use model::measure::IndexMeter;
use model::time::Day;

use super::{now, of_kind, position, town, zone};

/// What a series counted in the 365 days before the town was built, in its unit.
fn last_year(nth: usize) -> f64 {
    let today = zone().day(now());
    let [from, to] = [today.plus(-365), today].map(|day| zone().start_of_day(day));
    let series = &town().series()[nth];
    if series.kind != SeriesKind::Index {
        return town().readings(nth, from, to).iter().map(|r| r.value).sum();
    }
    // A bill that began before and one that is not yet there: both reach over the edges.
    let wide = town().readings(
        nth,
        from.plus_seconds(-200 * 86_400),
        to.plus_seconds(200 * 86_400),
    );
    let inside = |day: &Day| (today.plus(-365)..today).contains(day);
    let days = IndexMeter::default().day_totals(&wide, &zone());
    let sums = days
        .iter()
        .filter(|(day, _)| inside(day))
        .map(|(_, total)| total.sum());
    sums.sum()
}

/// kWh of a unit of a quantity; 0 where it is no energy that is bought.
fn kwh(quantity: &str) -> f64 {
    match quantity {
        "electricity" | "gas" | "heat_network" => 1.0,
        "gas_volume" => 11.24,
        "fuel_oil" => 9.97,
        "wood" => 4.6,
        _ => 0.0,
    }
}

fn of_site<'a>(site: &'a str) -> impl Iterator<Item = usize> + 'a {
    let parents: BTreeMap<_, _> = of_kind("meter")
        .into_iter()
        .map(|meter| {
            (
                meter.code.as_str(),
                meter.parent.as_ref().expect("a site").as_str(),
            )
        })
        .collect();
    let series = town().series().iter().enumerate();
    series
        .filter(move |(_, s)| parents.get(s.place.as_str()) == Some(&site))
        .map(|(nth, _)| nth)
}

#[test]
fn buildings_take_what_their_use_takes_in_france() {
    // kWh of all energies per m² and year, generous bounds.
    let bounds = BTreeMap::from([
        ("École maternelle", (40.0, 200.0)),
        ("École élémentaire", (40.0, 205.0)),
        ("Crèche", (85.0, 235.0)),
        ("Gymnase", (65.0, 190.0)),
        ("Piscine", (600.0, 1_100.0)),
        ("Bureaux", (75.0, 220.0)),
        ("Culture", (60.0, 200.0)),
        ("Centre technique", (60.0, 190.0)),
        ("Résidence", (125.0, 255.0)),
        ("Maison de quartier", (55.0, 190.0)),
        ("Stade", (60.0, 190.0)),
        ("Restauration", (350.0, 600.0)),
    ]);
    let odd = [
        // Of these too little is known.
        "mediatheque-des-tilleuls",
        "halle-des-associations",
        "ateliers-du-port",
        "stade-de-la-varenne",
        // These two share a meter; this one's counts tenfold.
        "ecole-de-la-halle",
        "maternelle-de-la-halle",
        "maison-de-quartier-de-la-gare",
    ];
    for site in of_kind("site") {
        if odd.contains(&site.code.as_str()) {
            continue;
        }
        let area = site.number("floor_area_m2").expect("area");
        let whole: f64 = of_site(site.code.as_str())
            .filter(|nth| town().series()[*nth].role == model::city::SeriesRole::Main)
            .map(|nth| (nth, kwh(town().series()[nth].quantity.as_str())))
            .filter(|(_, kwh)| *kwh > 0.0)
            .map(|(nth, kwh)| last_year(nth) * kwh)
            .sum();
        let (low, high) = bounds[site.text("use").expect("use")];
        let found = whole / area;
        assert!((low..high).contains(&found), "{}: {found}", site.name);
    }
}

#[test]
fn people_take_the_water_that_people_take() {
    // Litres for each user in a year.
    let bounds = BTreeMap::from([
        ("École maternelle", (2_000.0, 5_000.0)),
        ("École élémentaire", (2_000.0, 6_500.0)),
        ("Crèche", (7_000.0, 18_000.0)),
        ("Gymnase", (3_500.0, 11_000.0)),
        ("Piscine", (30_000.0, 65_000.0)),
        ("Bureaux", (1_500.0, 4_500.0)),
        ("Culture", (500.0, 2_500.0)),
        ("Centre technique", (4_000.0, 14_000.0)),
        ("Résidence", (35_000.0, 75_000.0)),
        ("Maison de quartier", (900.0, 3_500.0)),
        ("Stade", (5_000.0, 18_000.0)),
        ("Restauration", (900.0, 3_000.0)),
    ]);
    let odd = ["mediatheque-des-tilleuls", "halle-des-associations"];
    // One of each use: a counter adds up its years from their start.
    let mut uses = BTreeSet::new();
    for site in of_kind("site") {
        if odd.contains(&site.code.as_str()) || !uses.insert(site.text("use")) {
            continue;
        }
        let users = site.number("users").expect("users");
        let litres = 1000.0 * last_year(position(&format!("eau-{}", site.code)));
        let (low, high) = bounds[site.text("use").expect("use")];
        let found = litres / users;
        assert!((low..high).contains(&found), "{}: {found}", site.name);
    }
    assert_eq!(uses.len(), bounds.len(), "every use was looked at");
}

#[test]
fn a_kilowatt_of_panels_gives_what_it_gives_in_the_middle_of_france() {
    for meter in of_kind("meter")
        .iter()
        .filter(|m| m.number("peak_kw").is_some())
    {
        let nth = position(meter.code.as_str());
        let peak = meter.number("peak_kw").expect("peak");
        let each = last_year(nth) / peak;
        assert!((950.0..1_180.0).contains(&each), "{}: {each}", meter.code);
        let readings = town().history(nth, now());
        let highest = readings.iter().map(|r| r.value).fold(0.0, f64::max);
        assert!(
            (0.6 * peak..1.05 * peak).contains(&highest),
            "{}: {highest}",
            meter.code
        );
    }
}
