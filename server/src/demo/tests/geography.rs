use std::collections::{BTreeMap, BTreeSet};

use model::city::PlaceTree;

use super::{Town, at, of_kind, town, zone};

/// Reads `POLYGON((x y, …))` on its own, so that the text itself is tested.
fn polygon(wkt: &str) -> Vec<(f64, f64)> {
    let inside = wkt
        .strip_prefix("POLYGON((")
        .and_then(|rest| rest.strip_suffix("))"))
        .expect("a polygon");
    let ring: Vec<(f64, f64)> = inside
        .split(", ")
        .map(|pair| {
            let (x, y) = pair.split_once(' ').expect("two numbers");
            (x.parse().expect("lon"), y.parse().expect("lat"))
        })
        .collect();
    assert_eq!(ring.first(), ring.last(), "closed");
    ring
}

fn area(ring: &[(f64, f64)]) -> f64 {
    let twice: f64 = ring
        .windows(2)
        .map(|pair| pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1)
        .sum();
    twice.abs() / 2.0
}

/// Winding number: another method than the one that placed the sites.
fn holds(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let turned: f64 = ring
        .windows(2)
        .map(|pair| {
            let (a, b) = (
                (pair[0].1 - y).atan2(pair[0].0 - x),
                (pair[1].1 - y).atan2(pair[1].0 - x),
            );
            let mut turn = b - a;
            if turn > core::f64::consts::PI {
                turn -= core::f64::consts::TAU;
            } else if turn < -core::f64::consts::PI {
                turn += core::f64::consts::TAU;
            }
            turn
        })
        .sum();
    turned.abs() > core::f64::consts::PI
}

#[test]
fn the_town_has_the_size_it_is_described_with() {
    let sites = of_kind("site");
    assert_eq!(sites.len(), 135);
    assert_eq!(of_kind("district").len(), 8);
    let directorates: BTreeSet<_> = sites.iter().map(|s| s.text("directorate")).collect();
    assert_eq!(directorates.len(), 5);
    let primary = sites
        .iter()
        .filter(|s| s.text("use") == Some("École élémentaire"));
    assert_eq!(primary.count(), 31);
    let people: f64 = of_kind("district")
        .iter()
        .filter_map(|d| d.number("population"))
        .sum();
    assert_eq!(people, 90_000.0);
    let names: BTreeSet<_> = sites.iter().map(|s| &s.name).collect();
    assert_eq!(names.len(), 135);
    let mut meters = BTreeMap::<&str, u32>::new();
    for meter in of_kind("meter") {
        *meters
            .entry(meter.text("fluid").expect("fluid"))
            .or_default() += 1;
    }
    let expected = [
        ("Eau", 135),
        ("Fioul", 3),
        ("Gaz", 96),
        ("Granulés de bois", 1),
        ("Production solaire", 5),
        ("Réseau de chaleur", 8),
        // One serves two buildings, three are parts of another.
        ("Électricité", 134 + 3),
    ];
    assert_eq!(meters, BTreeMap::from(expected));
}

#[test]
fn places_make_one_tree_and_every_series_has_its_meter() {
    let tree = PlaceTree::new(town().places().to_vec()).expect("a tree");
    assert_eq!(tree.places().len(), 1 + 1 + 8 + 135 + 385 + 14 + 40);
    assert_eq!(town().series().len(), 385 + 1);
    for series in town()
        .series()
        .iter()
        .filter(|s| s.quantity.as_str() != "temperature")
    {
        let id = tree.id(series.place.as_str()).expect("its place");
        assert_eq!(tree.place(id).map(|p| p.kind.as_str()), Some("meter"));
        assert!(tree.nearest(id, "district").is_some());
    }
}

#[test]
fn districts_tile_the_town() {
    let city = of_kind("city")[0];
    let whole = polygon(city.text("outline").expect("outline"));
    let rings: Vec<_> = of_kind("district")
        .iter()
        .map(|d| polygon(d.text("outline").expect("outline")))
        .collect();
    let parts: f64 = rings.iter().map(|ring| area(ring)).sum();
    assert!((parts / area(&whole) - 1.0).abs() < 1e-9);
    // Every border between two districts is made of the same points on both sides.
    let outer: BTreeSet<_> = whole.iter().map(|p| format!("{p:?}")).collect();
    for ring in &rings {
        for point in ring {
            let shared = rings.iter().filter(|other| other.contains(point)).count();
            assert!(shared >= 2 || outer.contains(&format!("{point:?}")));
        }
    }
    assert!(
        city.text("river")
            .is_some_and(|r| r.starts_with("LINESTRING("))
    );
}

#[test]
fn every_site_stands_inside_its_district() {
    for district in of_kind("district") {
        let ring = polygon(district.text("outline").expect("outline"));
        for site in of_kind("site") {
            let at = (
                site.number("lon").expect("lon"),
                site.number("lat").expect("lat"),
            );
            let ours = site.parent.as_ref() == Some(&district.code);
            assert_eq!(holds(&ring, at), ours, "{} in {}", site.name, district.name);
        }
    }
}

#[test]
fn marks_do_not_overlap_on_the_map() {
    let whole = polygon(of_kind("city")[0].text("outline").expect("outline"));
    let lons = || whole.iter().map(|p| p.0);
    let width = lons().fold(f64::MIN, f64::max) - lons().fold(f64::MAX, f64::min);
    // On screen a degree of latitude is longer than one of longitude.
    let stretch = 1.0 / 46.6_f64.to_radians().cos();
    let sites = of_kind("site");
    for (nth, a) in sites.iter().enumerate() {
        for b in sites.iter().skip(nth + 1) {
            let dx = a.number("lon").expect("lon") - b.number("lon").expect("lon");
            let dy = (a.number("lat").expect("lat") - b.number("lat").expect("lat")) * stretch;
            assert!(dx.hypot(dy) > 0.012 * width, "{} and {}", a.name, b.name);
        }
    }
}

#[test]
fn any_seed_and_any_day_make_a_whole_town() {
    for (seed, now) in [
        (0, "2026-07-01T09:00:00Z"),
        (u64::MAX, "2029-12-31T23:30:00Z"),
        (7, "2024-02-29T12:00:00Z"),
    ] {
        let town = Town::new(seed, at(now), &zone());
        assert_eq!(town.places().len(), super::town().places().len(), "{seed}");
        let objectives = town.objectives();
        assert_eq!(objectives.len(), super::objectives().len(), "{seed}");
        assert!(objectives.iter().all(|o| o.check() == Ok(())), "{seed}");
    }
}
