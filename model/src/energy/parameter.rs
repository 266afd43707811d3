use serde::{Deserialize, Serialize};

use super::iso_day;
use crate::time::Day;

/// A constant that a text fixes, with the time it holds and where it is written.
///
/// Several changed twice between 2024 and 2026: what is looked up is always
/// the value of a day, and what is shown carries its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Identifier, e.g. `primary-dpe.electricity`: family, dot, quantity.
    pub code: String,
    /// Name on screen, in French.
    pub name: String,
    /// Value in `unit`.
    pub value: f64,
    /// Unit as shown, e.g. `kWh PCI / kWh PCS`; empty for pure numbers.
    pub unit: String,
    /// First day it holds.
    #[serde(with = "iso_day")]
    pub valid_from: Day,
    /// First day it holds no more; open where absent.
    #[serde(default, with = "iso_day::option")]
    pub valid_to: Option<Day>,
    /// Text, article or page it was read in.
    pub source: String,
    /// How sure we are of it.
    pub tag: Tag,
}

/// How a constant was established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// Read in the text itself.
    V,
    /// Read in a secondary source.
    V2,
    /// From memory: never printed to citizens as law.
    M,
    /// Derived from others.
    D,
    /// Recommended by this product.
    R,
    /// Computed by this product.
    C,
}

impl Parameter {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

impl Tag {
    /// In French, beside the source.
    pub const fn label(self) -> &'static str {
        match self {
            Self::V => "lu dans le texte",
            Self::V2 => "lu dans une source secondaire",
            Self::M => "à vérifier",
            Self::D => "déduit",
            Self::R => "choix de ce tableau de bord",
            Self::C => "calculé",
        }
    }
}
