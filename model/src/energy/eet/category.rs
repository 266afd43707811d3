use serde::{Deserialize, Serialize};

use crate::energy::{ParameterFault, Tag, iso_day};
use crate::time::Day;

/// A sub-category of activity, as annexe I of the arrêté lists them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EetCategory {
    /// Code in the attribute `eet_category` of a place.
    pub code: String,
    /// Name on screen.
    pub name: String,
    /// Group whose heating, cooling and ventilation share it has ([`super::EetCvc`]).
    pub cvc: String,
    /// Group whose climate coefficients it has: parameters
    /// `eet.coefficient.heating.GROUP` and `eet.coefficient.cooling.GROUP`.
    pub climate: String,
    /// « USE étalon », kWh of final energy per m² a year; absent where the text
    /// gives none.
    #[serde(default, rename = "use")]
    pub standard_use: Option<f64>,
    /// What the standard use supposes, where its formula of modulation is known.
    #[serde(default)]
    pub standard: Option<Standard>,
    /// First day it holds.
    #[serde(with = "iso_day")]
    pub valid_from: Day,
    /// First day it holds no more.
    #[serde(default, with = "iso_day::option")]
    pub valid_to: Option<Day>,
    /// Text it was read in.
    pub source: String,
    /// How sure we are of it.
    pub tag: Tag,
}

/// The use that a standard value supposes. Where only hours are given, the use
/// follows the hours alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Hours worked a year.
    pub hours: f64,
    /// Rate of occupation, 0 to 1.
    #[serde(default = "one")]
    pub occupation: f64,
    /// m² per seat (per child in a crèche, per desk open to the public).
    #[serde(default = "one")]
    pub area_per_seat: f64,
    /// Share of the use that follows occupation and density, 0 to 1.
    #[serde(default)]
    pub variable: f64,
}

fn one() -> f64 {
    1.0
}

impl EetCategory {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    /// Checks numbers and dates, and that no code has two meanings on one day.
    pub(crate) fn check_all(list: &[Self]) -> Result<(), ParameterFault> {
        for (index, category) in list.iter().enumerate() {
            category.check()?;
            let rival = list.iter().take(index).find(|other| {
                other.code == category.code
                    && (other.holds(category.valid_from) || category.holds(other.valid_from))
            });
            if let Some(rival) = rival {
                return Err(ParameterFault::Overlap {
                    code: category.code.clone(),
                    day: rival.valid_from.max(category.valid_from),
                });
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), ParameterFault> {
        let standard = self.standard.iter().flat_map(|s| {
            [s.hours, s.occupation, s.area_per_seat]
                .into_iter()
                .map(|v| (v, v > 0.0))
                .chain([(s.variable, (0.0..=1.0).contains(&s.variable))])
        });
        let wrong = self
            .standard_use
            .map(|v| (v, v >= 0.0))
            .into_iter()
            .chain(standard)
            .find(|(value, sound)| !(value.is_finite() && *sound));
        if let Some((value, _)) = wrong {
            return Err(ParameterFault::NotFinite {
                code: self.code.clone(),
                from: self.valid_from,
                value,
            });
        }
        if self.source.trim().is_empty() {
            return Err(ParameterFault::NoSource(self.code.clone()));
        }
        Ok(())
    }
}
