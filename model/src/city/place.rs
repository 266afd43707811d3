use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::PlaceCode;
use crate::time::Day;

/// A node of the one tree: city, district, site, meter, counter, desk, or any kind a theme adds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Identifier.
    pub code: PlaceCode,
    /// The place it is part of; only the city has none.
    pub parent: Option<PlaceCode>,
    /// Kind: `city`, `district`, `site`, `meter`, … open.
    pub kind: String,
    /// Name on screen.
    pub name: String,
    /// Everything else known of it, by name (`floor_area_m2`, `use`, `lon`, `lat`, …).
    #[serde(default)]
    pub attributes: BTreeMap<String, Attribute>,
}

/// A value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Attribute {
    /// A number, in the unit its name ends with.
    Number(f64),
    /// Any text, dates in ISO 8601 included.
    Text(String),
}

impl Attribute {
    /// Reads a cell: a number when it is one, text otherwise.
    pub fn parse(cell: &str) -> Self {
        match cell.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Self::Number(number),
            _ => Self::Text(cell.trim().to_owned()),
        }
    }
}

impl Place {
    /// The attribute that says from which day on a place is closed, for good.
    pub const CLOSED_ON: &str = "closed_on";

    /// From which day on it is closed by itself; see [`PlaceTree::closed_on`](super::PlaceTree::closed_on).
    pub fn closed_on(&self) -> Option<Day> {
        self.text(Self::CLOSED_ON)?.parse().ok()
    }

    /// A numeric attribute.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.attributes.get(name)? {
            Attribute::Number(n) => Some(*n),
            Attribute::Text(_) => None,
        }
    }

    /// A text attribute.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.attributes.get(name)? {
            Attribute::Text(t) => Some(t),
            Attribute::Number(_) => None,
        }
    }
}
