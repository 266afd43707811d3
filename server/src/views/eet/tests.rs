use std::collections::HashMap;
use std::path::Path;

use app::view::EetLine;
use model::city::{Attribute, Place, PlaceTree, Series, SeriesId, SeriesKind, SeriesRole};
use model::energy::eet::Leaf;
use model::engine::Town;
use model::measure::DayTotal;
use model::time::{At, Day, Zone};

use super::*;
use crate::parameters::all_parameters;
use crate::state::Snapshot;
use crate::themes::all_themes;

/// Tuesday 24 November 2026, noon in Paris.
const NOW: At = At::from_seconds(1_795_518_000);

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn place(code: &str, parent: Option<&str>, kind: &str, known: &[(&str, &str)]) -> Place {
    let attributes = known
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Attribute::parse(value)));
    Place {
        code: code.parse().expect("code"),
        parent: parent.map(|p| p.parse().expect("code")),
        kind: kind.to_owned(),
        name: format!("Bâtiment {code}"),
        attributes: attributes.collect(),
    }
}

fn series(code: &str, place: &str, quantity: &str) -> Series {
    Series {
        code: code.parse().expect("code"),
        place: place.parse().expect("code"),
        quantity: quantity.parse().expect("code"),
        unit: "kWh".parse().expect("unit"),
        kind: SeriesKind::Interval,
        step_s: 3600,
        zero_is_missing: false,
        rollover_at: None,
        role: SeriesRole::Main,
    }
}

/// Days from `from` to `to` at so many kWh a year.
fn fill(town: &mut Town, series: i64, from: &str, to: &str, kwh_a_year: f64) {
    for n in day(from).number()..day(to).number() {
        let day = Day::from_number(n);
        let length = town.zone().day_length_s(day);
        town.set_day(
            SeriesId(series),
            day,
            DayTotal::new(kwh_a_year / 365.0, length),
        );
    }
}

/// `bureaux` fell from 210 to 150 kWh/m² after 2019; `muet` has a gas meter that
/// never spoke; `eteint` one that fell silent in 2024; `petit` is below the threshold.
fn town(dated: &Parameters) -> Town {
    let office = [
        ("floor_area_m2", "1000"),
        ("eet_category", "bureau_cloisonne"),
    ];
    let places = vec![
        place(
            "ville",
            None,
            "city",
            &[("eet_zone", "H1a"), ("altitude_m", "100")],
        ),
        place("bureaux", Some("ville"), "site", &office),
        place("muet", Some("ville"), "site", &office),
        place(
            "eteint",
            Some("ville"),
            "site",
            &[("floor_area_m2", "2000"), ("eet_reference_year", "2015")],
        ),
        place("petit", Some("ville"), "site", &[("floor_area_m2", "999")]),
        place(
            "logement",
            Some("ville"),
            "site",
            &[("floor_area_m2", "5000"), ("eet_category", "hors_champ")],
        ),
    ];
    let list = [
        series("e-bureaux", "bureaux", "electricity"),
        series("e-muet", "muet", "electricity"),
        series("g-muet", "muet", "gas"),
        series("g-eteint", "eteint", "gas"),
        series("e-petit", "petit", "electricity"),
    ];
    let list = (1..).map(SeriesId).zip(list).collect();
    let mut town = Town::new(
        Zone::new("Europe/Paris").expect("bundled"),
        PlaceTree::new(places).expect("a tree"),
        all_themes(Path::new("")).expect("sound"),
        list,
        Vec::new(),
    )
    .expect("fits");
    let factors: HashMap<String, f64> = dated
        .list()
        .iter()
        .filter(|p| p.holds(day("2026-11-24")))
        .map(|p| (p.code.clone(), p.value))
        .collect();
    town.set_factors(factors);
    fill(&mut town, 1, "2019-01-01", "2020-01-01", 210_000.0);
    fill(&mut town, 1, "2020-01-01", "2026-11-24", 150_000.0);
    fill(&mut town, 2, "2019-01-01", "2026-11-24", 100_000.0);
    fill(&mut town, 4, "2019-01-01", "2024-06-01", 400_000.0);
    fill(&mut town, 5, "2019-01-01", "2026-11-24", 10_000.0);
    town
}

fn look<T>(asked: &str, look: impl FnOnce(&Scene<'_>, &Parameters, &Address) -> T) -> T {
    let dated = all_parameters(Path::new("")).expect("sound");
    let snapshot = Snapshot::take(town(&dated), Vec::new(), NOW);
    let live = ("test".to_owned(), 1);
    let asked = Address::parse(asked).expect("an address");
    let scene = Scene::new(&snapshot, asked.day(), true, live, NOW).expect("a city");
    look(&scene, &dated, &asked)
}

fn page(asked: &str) -> EetView {
    look(asked, view).expect("a page")
}

fn line<'a>(view: &'a EetView, code: &str) -> &'a EetLine {
    view.sites.iter().find(|s| s.code == code).expect("a site")
}

#[test]
fn a_site_is_held_against_the_easier_objective() {
    let view = page("/energie/eco-energie-tertiaire");
    let office = line(&view, "bureaux");
    assert_eq!(office.used, "150");
    // 210 × 0,6 = 126 is easier than 57 + 50.
    assert_eq!(office.target, Some(("126".to_owned(), "relatif")));
    // 2026 is at 144,5 on the way from 210 to 107; its band goes to 158,9.
    assert_eq!(office.leaf, Some(Leaf::One));
    assert_eq!(office.gap, "24\u{202f}MWh");
    // At the assumed price of 0,20 €.
    assert_eq!(office.money, "4\u{202f}800\u{202f}€");
    assert!(view.climate.contains("non corrigé du climat"));
}

#[test]
fn no_silence_makes_a_site_look_better() {
    let view = page("/energie/eco-energie-tertiaire");
    for silent in ["muet", "eteint"] {
        let line = line(&view, silent);
        assert_eq!((line.used.as_str(), line.leaf), ("–", None), "{silent}");
        assert!(line.gap.is_empty() && line.money.is_empty(), "{silent}");
        assert!(line.fact.contains("relevés insuffisants"), "{}", line.fact);
    }
    assert_eq!(
        view.headline[0],
        "Aucun bâtiment ne tient encore son objectif 2030."
    );
    assert_eq!(view.progress.map(|p| p.0), Some("−29".to_owned()));
}

#[test]
fn what_is_not_liable_is_said() {
    let view = page("/energie/eco-energie-tertiaire");
    assert_eq!(view.sites.len(), 3);
    assert!(
        view.outside[0].contains("moins de 1\u{202f}000\u{202f}m²"),
        "{:?}",
        view.outside
    );
    assert!(
        view.outside[1].contains("hors du champ"),
        "{:?}",
        view.outside
    );
}

#[test]
fn reference_years_are_ranked_with_what_they_would_ask() {
    let site = page("/energie/eco-energie-tertiaire?site=bureaux")
        .chosen
        .expect("a site");
    let best = &site.references[0];
    assert_eq!(
        (
            best.year.as_str(),
            best.per_m2.as_str(),
            best.target.as_str()
        ),
        ("2019", "210", "126")
    );
    assert!(
        best.chosen && site.reference_note.contains("30 septembre 2027"),
        "{}",
        site.reference_note
    );
    assert!(
        site.references
            .iter()
            .skip(1)
            .all(|r| !r.chosen && r.target != "126")
    );
    let asked: Vec<String> = site.objectives.iter().map(|o| o.join(" ")).collect();
    assert_eq!(
        asked,
        [
            "2030 126 107 126 (relatif)",
            "2040 105 – 105 (relatif)",
            "2050 84 – 84 (relatif)"
        ]
    );
}

#[test]
fn a_chosen_year_without_readings_asks_for_its_bills() {
    let site = page("/energie/eco-energie-tertiaire?site=eteint")
        .chosen
        .expect("a site");
    assert!(site.reference_note.contains("2015") && site.reference_note.contains("Importez"));
    assert!(
        site.objectives.iter().all(|o| o[3] == "–"),
        "{:?}",
        site.objectives
    );
    assert!(
        page("/energie/eco-energie-tertiaire?site=nulle-part")
            .chosen
            .is_none()
    );
}

#[test]
fn the_declaration_tells_what_is_missing_and_estimates_nothing() {
    let view = page("/energie/eco-energie-tertiaire");
    assert!(
        view.deadline.sentence.contains("30 septembre 2027"),
        "{}",
        view.deadline.sentence
    );
    let months = |code: &str| {
        let found = view.deadline.missing.iter().find(|m| m.0 == code);
        found.map(|m| m.2.as_str())
    };
    assert_eq!(months("eteint"), Some("janvier à octobre"));
    assert_eq!(months("bureaux"), None);
    let text = look("/", |scene, dated, _| file(scene, dated, 2024)).expect("a file");
    let row = |code: &str| {
        text.lines()
            .find(|l| l.split(',').nth(1) == Some(code))
            .expect("a row")
            .to_owned()
    };
    // 366 days at 150 000 a year of 365.
    assert!(
        row("bureaux").contains(",150410.96,,150410.96,150.41,1.0000,"),
        "{}",
        row("bureaux")
    );
    // 152 days of gas, 0,90 kWh final per kWh PCS; seven months are missing.
    assert!(
        row("eteint").ends_with(",0.4153,6 7 8 9 10 11 12"),
        "{}",
        row("eteint")
    );
    assert_eq!(look("/", |scene, dated, _| file(scene, dated, 2009)), None);
    assert_eq!(look("/", |scene, dated, _| file(scene, dated, 2027)), None);
}
