use model::time::Day;

use super::district::District;
use super::draws::{Draws, subject};
use super::incidents::{NEWEST, NEWEST_OPENED};
use super::map::Point;
use super::roll::{Entry, roll};
use super::siting::siting;
use super::slug::slug;

/// A building of the town, with everything the roll does not say of it.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) code: String,
    pub(super) entry: Entry,
    pub(super) district: District,
    pub(super) at: Point,
    pub(super) address: String,
    pub(super) opened_on: Day,
    /// Electricity of people and machines, kWh/m² a year.
    pub(super) activity_kwh_m2: f64,
    /// Heat and hot water as gas would give them, kWh/m² a year.
    pub(super) heat_kwh_m2: f64,
    /// Yearly change of the consumption.
    pub(super) drift: f64,
}

const STREETS: [&str; 30] = [
    "rue des Acacias",
    "rue du Four-Banal",
    "avenue de la République",
    "rue Pasteur",
    "place du Marché",
    "rue des Tanneurs",
    "allée des Marronniers",
    "rue du Faubourg",
    "boulevard Carnot",
    "rue de la Fontaine",
    "chemin des Vignes",
    "rue Gambetta",
    "quai des Bateliers",
    "rue des Écoles",
    "impasse du Verger",
    "rue de l’Abreuvoir",
    "avenue du 8-Mai-1945",
    "rue des Jardins",
    "place de la Liberté",
    "rue du Lavoir",
    "rue Condorcet",
    "chemin de Halage",
    "rue des Peupliers",
    "boulevard de la Gare",
    "rue Voltaire",
    "rue du Puits-Neuf",
    "allée des Sports",
    "rue de la Tuilerie",
    "rue Hoche",
    "square des Platanes",
];

impl Site {
    /// Every building, district by district.
    pub(super) fn all(seed: u64, today: Day) -> Vec<Self> {
        District::ALL
            .into_iter()
            .flat_map(|district| {
                let entries = roll(district);
                entries
                    .iter()
                    .zip(siting(district, entries.len(), seed))
                    .map(move |(entry, at)| Self::new(*entry, district, at, seed, today))
            })
            .collect()
    }

    fn new(entry: Entry, district: District, at: Point, seed: u64, today: Day) -> Self {
        let code = slug(entry.name);
        let mut draws = Draws::new(seed, subject(&code), 0);
        let profile = entry.of.profile();
        let street = usize::try_from(draws.whole(0, 30))
            .ok()
            .and_then(|n| STREETS.get(n))
            .copied()
            .unwrap_or_default();
        let opened_on = if code == NEWEST {
            today.plus(-NEWEST_OPENED)
        } else {
            Day::from_ymd(entry.opened, 9, 1).unwrap_or(today)
        };
        // Two draws together: most buildings stand in the middle of their range.
        let mut in_range = |(low, high): (f64, f64)| {
            low + (high - low) * (draws.between(0.0, 0.5) + draws.between(0.0, 0.5))
        };
        let activity_kwh_m2 = in_range(profile.electricity);
        let heat_kwh_m2 = in_range(profile.gas);
        Self {
            address: format!("{}, {street}", draws.whole(1, 90)),
            drift: draws.between(-0.075, 0.025) + draws.between(-0.075, 0.005),
            code,
            entry,
            district,
            at,
            opened_on,
            activity_kwh_m2,
            heat_kwh_m2,
        }
    }

    /// Floor area, m².
    pub(super) fn area(&self) -> f64 {
        f64::from(self.entry.area_m2)
    }
}
