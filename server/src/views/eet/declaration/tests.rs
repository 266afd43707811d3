use std::path::Path;

use super::*;
use crate::parameters::all_parameters;

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn parameters() -> EetParameters {
    let dated = all_parameters(Path::new("")).expect("sound");
    EetParameters::on(&dated, day("2026-11-24")).expect("all constants")
}

#[test]
fn the_year_before_is_due_until_its_deadline() {
    let p = parameters();
    assert_eq!(declared_year(&p, day("2026-09-30")), 2025);
    assert_eq!(declared_year(&p, day("2026-10-01")), 2026);
}

#[test]
fn months_are_said_in_runs() {
    let months = |list: &[i8]| -> Vec<Day> {
        list.iter()
            .filter_map(|m| Day::from_ymd(2026, *m, 1))
            .collect()
    };
    assert_eq!(
        month_words(&months(&[1, 3, 4, 5, 11, 12])),
        "janvier, mars à mai, novembre, décembre"
    );
    assert_eq!(month_words(&[]), "");
}

#[test]
fn the_file_is_plain_and_safe() {
    let row = DeclarationRow {
        site: "ecole".to_owned(),
        name: "=HYPERLINK(\"x\"), école".to_owned(),
        category: None,
        year: 2025,
        area: 2000.0,
        area_is_floor: true,
        metered: BTreeMap::from([("gas".to_owned(), (1000.0, "kWh".to_owned()))]),
        final_kwh: Some(900.0),
        coverage: 0.75,
        missing: vec![day("2025-02-01"), day("2025-03-01")],
    };
    let text = csv_text(&[row]).expect("written");
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "annee,site,nom,categorie,surface_m2,surface_est_plancher,gas_kWh,energie_finale_kwh,energie_finale_kwh_m2,completude,mois_incomplets"
    );
    assert_eq!(
        lines[1],
        "2025,ecole,\"'=HYPERLINK(\"\"x\"\"), école\",,2000.00,oui,1000.00,900.00,0.45,0.7500,2 3"
    );
    assert!(!text.contains(';'));
}
