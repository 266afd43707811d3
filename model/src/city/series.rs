use serde::{Deserialize, Serialize};

use super::{PlaceCode, QuantityCode, SeriesCode};
use crate::measure::Unit;

/// Number of a series in one database; given by the store, never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeriesId(pub i64);

/// What the readings of a series mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeriesKind {
    /// An amount over the step that starts at the timestamp.
    Interval,
    /// A state at the timestamp (temperature, power).
    Gauge,
    /// A cumulative meter.
    Index,
}

impl SeriesKind {
    /// The name used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::Gauge => "gauge",
            Self::Index => "index",
        }
    }
}

/// A kind of series was named that does not exist.
impl core::str::FromStr for SeriesKind {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "interval" => Ok(Self::Interval),
            "gauge" => Ok(Self::Gauge),
            "index" => Ok(Self::Index),
            other => Err(format!(
                "unknown kind `{other}`: use interval, gauge or index"
            )),
        }
    }
}

/// How a series enters sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SeriesRole {
    /// It is added where it measures and above.
    #[default]
    Main,
    /// A part of what another series measures: shown, never added.
    Sub,
    /// Serves several places: never added itself, its shares are.
    Shared,
}

impl SeriesRole {
    /// The name used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Sub => "sub",
            Self::Shared => "shared",
        }
    }
}

impl core::str::FromStr for SeriesRole {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "main" => Ok(Self::Main),
            "sub" => Ok(Self::Sub),
            "shared" => Ok(Self::Shared),
            other => Err(format!("unknown role `{other}`: use main, sub or shared")),
        }
    }
}

/// One stream of readings of one quantity at one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Identifier.
    pub code: SeriesCode,
    /// Where it measures.
    pub place: PlaceCode,
    /// What it measures.
    pub quantity: QuantityCode,
    /// Unit of its values.
    pub unit: Unit,
    /// What its readings mean.
    pub kind: SeriesKind,
    /// Seconds from one expected reading to the next, at least 1.
    pub step_s: u32,
    /// A reading of 0 stands for silence (electricity, or a source that writes 0 for a gap).
    pub zero_is_missing: bool,
    /// For index series: the value at which the counter starts again from 0.
    #[serde(default)]
    pub rollover_at: Option<f64>,
    /// How it enters sums.
    #[serde(default)]
    pub role: SeriesRole,
}
