use std::collections::BTreeSet;

use model::city::{Denominator, ThemePack};
use model::reception::ReceptionIndicator;

use super::{objectives, town};

const PACK: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../themes/energie.toml"
));

pub(super) fn pack() -> ThemePack {
    toml::from_str(PACK).expect("a theme pack")
}

#[test]
fn the_energy_theme_is_sound() {
    let pack = pack();
    assert_eq!(pack.check(), Ok(()));
    assert_eq!(
        (pack.code.as_str(), pack.name.as_str()),
        ("energie", "Énergie")
    );
    assert_eq!(pack.indicator.len(), 19);
    let silence = |code: &str| {
        let quantity = pack.quantity.iter().find(|q| q.code.as_str() == code);
        quantity.expect("declared").silence.zero_days
    };
    assert_eq!(silence("electricity"), Some(1));
    assert_eq!(silence("gas"), Some(160));
    assert_eq!(silence("temperature"), None);
    let reference = pack.indicator.last().map(|i| &i.denominator);
    assert_eq!(reference, Some(&Denominator::ReferenceYear { year: 2019 }));
}

#[test]
fn the_theme_knows_all_that_the_town_measures_and_aims_at() {
    let pack = pack();
    for series in town().series() {
        let quantity = pack.quantity(&series.quantity).expect("declared");
        assert_eq!(series.unit.factor_to(&quantity.unit), Ok(1.0));
    }
    let entered = ["agents_formes", "formulaires_clairs"];
    let of_reception = |code: &str| ReceptionIndicator::ALL.iter().any(|i| i.code() == code);
    let aimed: BTreeSet<_> = objectives()
        .iter()
        .map(|o| &o.indicator)
        .filter(|code| !of_reception(code.as_str()) && !entered.contains(&code.as_str()))
        .collect();
    assert!(aimed.iter().all(|code| pack.indicator(code).is_some()));
    assert_eq!(aimed.len(), 9);
    for kind in ["district", "site", "meter", "station"] {
        assert!(pack.kind.contains_key(kind));
    }
}

#[test]
fn screens_get_french_spaces() {
    for line in PACK.lines().filter(|l| !l.starts_with('#')) {
        for mark in [" :", " ;", " %", " !", " ?", "'"] {
            assert!(!line.contains(mark), "{mark:?} in {line}");
        }
    }
}
