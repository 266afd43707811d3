use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::energy::{ParameterFault, Tag, iso_day};
use crate::time::Day;

/// The share of an absolute objective for heating, cooling and ventilation
/// (« CVC »), of one group of sub-categories at one step of altitude.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EetCvc {
    /// Group of sub-categories that share these values.
    pub group: String,
    /// Decade the value is fixed for: 2030, later 2040 and 2050.
    pub decade: i16,
    /// Altitude in m from which it holds, up to the next step. Steps are strict:
    /// nothing is interpolated.
    pub altitude_from: f64,
    /// kWh of final energy per m² a year, by climate zone. A zone that the text
    /// leaves empty is absent.
    pub zones: BTreeMap<String, f64>,
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

impl EetCvc {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    pub(crate) fn check(&self) -> Result<(), ParameterFault> {
        let values = self.zones.values().copied().chain([self.altitude_from]);
        for value in values {
            if !(value.is_finite() && value >= 0.0) {
                return Err(ParameterFault::NotFinite {
                    code: self.group.clone(),
                    from: self.valid_from,
                    value,
                });
            }
        }
        if self.source.trim().is_empty() {
            return Err(ParameterFault::NoSource(self.group.clone()));
        }
        Ok(())
    }
}
