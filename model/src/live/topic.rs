use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::city::PlaceCode;

/// What a client follows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// How a place stands: `place/{code}`.
    Place(PlaceCode),
    /// The counters of a building: `hall/{site}`.
    Hall(PlaceCode),
    /// The town's latest reading and the server's clock: `freshness`.
    Freshness,
}

/// A topic that this version does not know.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown topic `{0}`: use `freshness`, `place/CODE` or `hall/CODE`")]
pub struct UnknownTopic(pub String);

impl core::fmt::Display for Topic {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Place(code) => write!(f, "place/{code}"),
            Self::Hall(code) => write!(f, "hall/{code}"),
            Self::Freshness => f.write_str("freshness"),
        }
    }
}

impl core::str::FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(s: &str) -> Result<Self, UnknownTopic> {
        let unknown = || UnknownTopic(s.chars().take(80).collect());
        match s.split_once('/') {
            None if s == "freshness" => Ok(Self::Freshness),
            Some(("place", code)) => code.parse().map(Self::Place).map_err(|_| unknown()),
            Some(("hall", code)) => code.parse().map(Self::Hall).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}

impl Serialize for Topic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
