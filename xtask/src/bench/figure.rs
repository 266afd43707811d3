//! One row of the table: what was measured, and what it was to be.

use serde::Serialize;
use std::collections::BTreeMap;

/// A measured figure beside the one to reach.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What was measured, with its load.
    pub what: String,
    /// In words, for people.
    pub measured: String,
    /// What it should be; empty where nothing was set.
    pub to_reach: &'static str,
    /// Whether it is; `None` where nothing was set or nothing measured.
    pub met: Option<bool>,
    /// The numbers behind the words; each name ends in its unit.
    pub values: BTreeMap<&'static str, f64>,
}

impl Figure {
    /// A figure without its numbers, not judged.
    pub fn new(what: impl Into<String>, measured: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            to_reach: "",
            met: None,
            values: BTreeMap::new(),
        }
    }

    /// What it should be, and whether it is.
    pub fn judged(mut self, to_reach: &'static str, met: bool) -> Self {
        self.to_reach = to_reach;
        self.met = Some(met);
        self
    }

    /// With a number for the report.
    pub fn with(mut self, name: &'static str, value: f64) -> Self {
        self.values.insert(name, value);
        self
    }
}

/// A count as a number to compute with.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "counts of a bench stay far below 2^53"
)]
pub fn number(count: u64) -> f64 {
    count as f64
}

/// A number rounded to its integer, with spaces between thousands.
pub fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let texts = [0.4, 999.0, 1000.0, 1_234_567.6].map(grouped);
        assert_eq!(texts, ["0", "999", "1 000", "1 234 568"]);
    }
}
