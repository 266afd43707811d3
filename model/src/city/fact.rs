use serde::{Deserialize, Serialize};

use super::{IndicatorCode, OpeningHours, PlaceCode};
use crate::energy::Tariff;
use crate::time::Day;

/// Something dated that is true of a series or a place: how a meter is shared,
/// what a cubic metre of gas is worth, what was done to a building.
///
/// Known by kind, subject, key and first day; another body for the same four
/// is a new version, and the old one is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Code of the series or place it is about; [`FactBody::subject`] says which.
    pub subject: String,
    /// First day it is true.
    pub from: Day,
    /// First day it is no longer true; `None`: until something else is said.
    #[serde(default)]
    pub to: Option<Day>,
    /// What is true.
    #[serde(flatten)]
    pub body: FactBody,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FactBody {
    /// The share of a meter that serves one place; shares of a day add up to 1.
    Allocation {
        /// The place that is served.
        place: PlaceCode,
        /// Above 0, at most 1.
        share: f64,
    },
    /// What one unit of the series is worth in the quantity it stands for,
    /// e.g. kWh (PCS) in a m³ of gas.
    Coefficient {
        /// Above 0.
        per_unit: f64,
    },
    /// What a series costs, by post.
    Tariff(Tariff),
    /// When a place is open.
    Opening(OpeningHours),
    /// What somebody entered of an indicator for a period that begins on the first day.
    Figure {
        /// Which indicator.
        indicator: IndicatorCode,
        /// In its unit.
        value: f64,
    },
    /// Something done to a place that its curves should show: works, a new use.
    Event {
        /// In a few words, as shown.
        name: String,
    },
}

/// Whether a fact is about a series or a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactSubject {
    /// A series.
    Series,
    /// A place.
    Place,
}

impl FactBody {
    /// The name of its kind, in files, in the database and in logs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Allocation { .. } => "allocation",
            Self::Coefficient { .. } => "coefficient",
            Self::Tariff(_) => "tariff",
            Self::Opening(_) => "opening",
            Self::Event { .. } => "event",
            Self::Figure { .. } => "figure",
        }
    }

    /// What such facts are about.
    pub const fn subject(&self) -> FactSubject {
        match self {
            Self::Allocation { .. } | Self::Coefficient { .. } | Self::Tariff(_) => {
                FactSubject::Series
            }
            Self::Opening(_) | Self::Event { .. } | Self::Figure { .. } => FactSubject::Place,
        }
    }

    /// What distinguishes facts of one kind that hold at once for one subject.
    pub fn key(&self) -> &str {
        match self {
            Self::Allocation { place, .. } => place.as_str(),
            Self::Event { name } => name,
            Self::Figure { indicator, .. } => indicator.as_str(),
            Self::Coefficient { .. } | Self::Tariff(_) | Self::Opening(_) => "",
        }
    }
}

impl Fact {
    /// Whether it is true on a day.
    ///
    /// ```
    /// use model::city::{Fact, FactBody};
    /// use model::time::Day;
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// let fact = Fact {
    ///     subject: "gaz-mairie".to_owned(),
    ///     from: day("2025-01-01"),
    ///     to: Some(day("2026-01-01")),
    ///     body: FactBody::Coefficient { per_unit: 11.2 },
    /// };
    /// assert!(fact.holds(day("2025-12-31")) && !fact.holds(day("2026-01-01")));
    /// ```
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Whether it is true on any day: what was withdrawn ends on the day it began.
    pub fn is_ever(&self) -> bool {
        self.to.is_none_or(|to| self.from < to)
    }

    /// Whether both are the same fact, perhaps in another version.
    pub fn is_version_of(&self, other: &Self) -> bool {
        self.subject == other.subject
            && self.from == other.from
            && self.body.kind() == other.body.kind()
            && self.body.key() == other.body.key()
    }
}
