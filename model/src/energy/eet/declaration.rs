use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EetParameters;
use crate::time::Day;

/// What one site declares of one calendar year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeclarationRow {
    /// Code of the site.
    pub site: String,
    /// Its name.
    pub name: String,
    /// Code of its sub-category, where known.
    pub category: Option<String>,
    /// Calendar year declared.
    pub year: i16,
    /// Area of energy consumption in m².
    pub area: f64,
    /// Whether that area is only the floor area, for want of the other.
    pub area_is_floor: bool,
    /// Amounts as metered, by quantity, with their unit.
    pub metered: BTreeMap<String, (f64, String)>,
    /// kWh of final energy, all quantities together; `None` where a factor is missing.
    pub final_kwh: Option<f64>,
    /// Share of the year that is known, 0 to 1.
    pub coverage: f64,
    /// First days of the months of which something is missing.
    pub missing: Vec<Day>,
}

impl DeclarationRow {
    /// kWh of final energy per m².
    pub fn per_m2(&self) -> Option<f64> {
        self.final_kwh
            .filter(|_| self.area > 0.0)
            .map(|kwh| kwh / self.area)
    }
}

/// The last day for declaring a year: 30 September of the year after.
pub fn deadline(parameters: &EetParameters, year: i16) -> Option<Day> {
    let (month, day) = parameters.declaration;
    Day::from_ymd(year.saturating_add(1), month, day)
}

/// The months of a calendar year that are over by `today` and of which a meter
/// lacks a day: what is to be found before the deadline. `known` says of a meter
/// and a month which share of it is known, 0 to 1; the worst meter counts.
pub fn missing_months(
    year: i16,
    today: Day,
    meters: usize,
    known: impl Fn(usize, Day) -> f64,
) -> Vec<Day> {
    // Below this share a whole day is missing from the longest month.
    const WHOLE: f64 = 1.0 - 1.0 / 62.0;
    (1..=12)
        .filter_map(|month| Day::from_ymd(year, month, 1))
        .filter(|first| first.plus(31).first_of_month() <= today)
        .filter(|first| (0..meters).any(|meter| known(meter, *first) < WHOLE))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_that_are_over_and_not_known_are_missing() {
        let today = "2025-05-10".parse().expect("date");
        let march: Day = "2025-03-01".parse().expect("date");
        let known = |meter: usize, month: Day| {
            let lost_a_day = meter == 1 && month == march;
            if lost_a_day { 30.0 / 31.0 } else { 1.0 }
        };
        assert_eq!(missing_months(2025, today, 2, known), [march]);
        assert_eq!(missing_months(2025, today, 2, |_, _| 0.0).len(), 4);
        assert_eq!(missing_months(2025, today, 0, |_, _| 0.0), []);
    }
}
