use model::city::Attribute;

use super::building_use::BuildingUse;
use super::draws::{Draws, subject};
use super::site::Site;

/// Climate zone of the town under Éco Énergie Tertiaire: inland, in the middle of France.
pub(super) const ZONE: &str = "H1c";
/// Height above the sea, m.
pub(super) const ALTITUDE_M: u32 = 231;

/// What a building declares under Éco Énergie Tertiaire.
pub(super) struct Eet {
    /// Code of a sub-category in `themes/parametres/eet.toml`; some uses have none there.
    category: Option<&'static str>,
    /// « Surface de consommations énergétiques », m²: technical rooms count.
    area_m2: u32,
    /// Declared year of reference; some buildings have not declared theirs.
    reference_year: Option<u32>,
}

/// Floor area from which a building has to declare, m².
const LIABLE_M2: u32 = 1_000;

impl Eet {
    /// What the town has written down for a building.
    pub(super) fn of(site: &Site, seed: u64) -> Self {
        let mut draws = Draws::new(seed, subject(&site.code), 3);
        let more = draws.whole(0, 7);
        let drawn = draws.whole(0, 100);
        let liable = site.entry.area_m2 >= LIABLE_M2;
        Self {
            category: category(site.entry.of, site.entry.name),
            area_m2: (site.entry.area_m2 * (100 + more)).div_ceil(1_000) * 10,
            reference_year: match drawn {
                _ if !liable => None,
                0..12 => None,
                12..20 => Some(2022),
                _ => Some(2019),
            },
        }
    }

    /// As attributes of the place.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'static str, Attribute)> {
        let number = |n: u32| Attribute::Number(f64::from(n));
        let category = self.category.map(|code| Attribute::Text(code.to_owned()));
        [
            ("energy_area_m2", Some(number(self.area_m2))),
            ("eet_category", category),
            ("eet_reference_year", self.reference_year.map(number)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

fn category(of: BuildingUse, name: &str) -> Option<&'static str> {
    let named = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    match of {
        BuildingUse::Nursery => Some("ecole_maternelle"),
        BuildingUse::Elementary => Some("ecole_elementaire"),
        BuildingUse::Creche => Some("creche"),
        BuildingUse::Gym => Some("gymnase"),
        BuildingUse::Pool => Some("piscine"),
        BuildingUse::Office => Some("bureau_cloisonne"),
        BuildingUse::Culture if named(&["Médiathèque", "Bibliothèque"]) => {
            Some("bibliotheque_defaut")
        }
        BuildingUse::Culture if named(&["Musée", "Centre d’art", "Maison de la vigne"]) => {
            Some("musee")
        }
        BuildingUse::Culture => Some("salle_spectacle"),
        BuildingUse::Community => Some("periscolaire"),
        BuildingUse::Stadium => Some("sport"),
        BuildingUse::Workshop | BuildingUse::CareHome | BuildingUse::Kitchen => None,
    }
}
