//! The shipped constants give the figures of the domain's own vectors.

use model::energy::eet::{
    Activity, EetObjective, EetParameters, Intensity, absolute, modulated_relative,
};
use model::energy::{ClassGrid, EnergyClass, Family, Scale};
use model::time::Day;

use super::*;

fn shipped() -> Parameters {
    all_parameters(Path::new("")).expect("sound")
}

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() <= wanted.abs() * 5e-6,
        "{found}, not {wanted}"
    );
}

fn factor(quantity: &str, families: &[Family], on: &str) -> f64 {
    shipped()
        .factor(quantity, families, day(on))
        .expect("a factor")
}

#[test]
fn gas_of_a_volume_becomes_energy_and_carbon() {
    let pcs = 1250.0 * 11.2;
    let on = "2026-06-01";
    near(pcs * factor("gas", &[Family::Final], on), 12_600.0);
    near(pcs * factor("gas", &[Family::FinalDpe], on), 12_612.61);
    near(
        pcs * factor("gas", &[Family::Final, Family::Co2Eet], on),
        2_860.2,
    );
}

#[test]
fn a_building_is_classed_by_the_factors_of_its_day() {
    let (area, electricity, gas) = (1200.0, 96_000.0, 180_000.0);
    let per_m2 = |families: &[Family], on: &str| {
        (electricity * factor("electricity", families, on) + gas * factor("gas", families, on))
            / area
    };
    let today = "2026-06-01";
    near(per_m2(&[Family::Final], today), 215.0);
    near(per_m2(&[Family::Final, Family::PrimaryEet], today), 319.0);
    let dpe = [Family::FinalDpe, Family::PrimaryDpe];
    let primary = per_m2(&dpe, today);
    near(primary, 287.135_135);
    // 206.4 of electricity at 2.58 and 135.135 of gas.
    near(per_m2(&dpe, "2020-12-31"), 341.535_135);
    let carbon = per_m2(&[Family::Final, Family::Co2Eet], today);
    near(carbon, 35.765);
    let class = |scale, value| {
        ClassGrid::of(&shipped(), scale, "bureau", day(today))
            .expect("a grid")
            .class(value)
    };
    assert_eq!(class(Scale::Energy, primary), Some(EnergyClass::D));
    assert_eq!(class(Scale::Ges, carbon), Some(EnergyClass::D));
}

#[test]
fn every_class_grid_is_whole() {
    for use_group in ["bureau", "continu", "autres"] {
        for scale in [Scale::Energy, Scale::Ges] {
            assert!(ClassGrid::of(&shipped(), scale, use_group, day("2026-01-01")).is_ok());
        }
    }
    assert!(ClassGrid::of(&shipped(), Scale::Energy, "commerce", day("2026-01-01")).is_ok());
}

fn eet() -> EetParameters {
    EetParameters::on(&shipped(), day("2026-06-01")).expect("all constants")
}

fn activity(category: &str, area: f64) -> Activity {
    Activity {
        category: category.to_owned(),
        area,
        intensity: None,
    }
}

#[test]
fn an_archive_is_held_against_the_scheme_of_its_day() {
    let before = EetParameters::on(&shipped(), day("2022-12-31")).expect("the scheme is older");
    assert_eq!(
        before.cvc_hours, None,
        "nobody had said how use is modulated"
    );
    assert_eq!(eet().cvc_hours, Some(0.28));
}

#[test]
fn absolute_values_follow_zone_altitude_and_activity() {
    let p = eet();
    let office = [activity("bureau_cloisonne", 1000.0)];
    let value = |zone, altitude| absolute(&p, &office, zone, altitude, 2030).ok();
    assert_eq!(value("H1a", 100.0), Some(107.0));
    assert_eq!(value("H1a", 399.9), Some(107.0));
    assert_eq!(value("H1a", 400.0), Some(118.0));
    assert_eq!(value("H2a", 500.0), None);
    assert_eq!(absolute(&p, &office, "H1a", 100.0, 2040).ok(), None);
    let mixed = [
        activity("bureau_cloisonne", 700.0),
        activity("accueil_public", 300.0),
        activity("archives", 200.0),
    ];
    assert_eq!(absolute(&p, &mixed, "H1a", 100.0, 2030), Ok(96.25));
}

#[test]
fn objectives_bind_and_follow_the_volume_of_activity() {
    let p = eet();
    let decade = p.decade_of(2026).expect("2030");
    let reference = Some(210.0);
    let objective = EetObjective::new(decade, reference, Some(107.0));
    assert_eq!(objective.binding().map(|(_, target)| target), Some(126.0));
    let later: Vec<_> = p
        .decades
        .iter()
        .map(|d| EetObjective::new(*d, reference, None).relative)
        .collect();
    assert_eq!(later, [Some(126.0), Some(105.0), Some(84.0)]);
    let busy = [Activity {
        intensity: Some(Intensity {
            hours: 3640.0,
            occupation: 0.6,
            area_per_seat: 20.0,
        }),
        ..activity("bureau_cloisonne", 1000.0)
    }];
    let modulated = absolute(&p, &busy, "H1a", 100.0, 2030).expect("a value");
    near(modulated, 107.7267);
    near(modulated_relative(126.0, modulated, 107.0), 126.8557);
}

#[test]
fn every_sub_category_leads_somewhere() {
    let p = eet();
    for category in p.categories() {
        let value = absolute(&p, &[activity(&category.code, 1.0)], "H1c", 200.0, 2030);
        assert!(value.is_ok(), "{}: {value:?}", category.code);
        assert!(
            p.climate_coefficients(&category.climate).is_some(),
            "{}",
            category.code
        );
    }
}

#[test]
fn the_scheme_has_its_dates() {
    let p = eet();
    assert_eq!((p.reference_first, p.reference_last), (2010, 2022));
    assert_eq!(p.declaration, (9, 30));
    assert_eq!(p.unrated, [2020, 2021]);
    assert_eq!(p.climate, (2001, 2020));
    assert_eq!(p.decade_of(2035).map(|d| d.year), Some(2040));
    assert_eq!(p.decade_of(2060).map(|d| d.year), Some(2050));
}

#[test]
fn a_fault_names_file_and_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |text: &str| {
        std::fs::write(folder.path().join("ville.toml"), text).expect("written");
        all_parameters(folder.path())
            .expect_err("refused")
            .to_string()
    };
    let parameter = "[[parameter]]\ncode = \"final.gas\"\nname = \"Gaz\"\nvalue = 0.91\nunit = \"\"\n\
                     valid_from = \"2026-01-01\"\nsource = \"ici\"\ntag = \"R\"\n";
    let overlap = said(parameter);
    assert!(
        overlap.contains("ville.toml")
            && overlap.contains("final.gas")
            && overlap.contains("2026-01-01"),
        "{overlap}"
    );
    let misspelt = said(&parameter.replace("unit", "unite"));
    assert!(
        misspelt.contains("line 5") && misspelt.contains("unite"),
        "{misspelt}"
    );
    let undated = said(&parameter.replace("2026-01-01", "1er janvier 2026"));
    assert!(undated.contains("not a date"), "{undated}");
}
