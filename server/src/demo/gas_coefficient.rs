use model::time::Day;

use super::draws::{Draws, subject};

/// kWh (PCS) in a cubic metre of the gas of that month, as the distributor
/// publishes it: 11.0 to 11.5 at the height of the town.
pub(super) fn gas_coefficient(seed: u64, day: Day) -> f64 {
    let date = day.date();
    let month = i32::from(date.year()) * 12 + i32::from(date.month());
    let drawn = Draws::new(seed, subject("gas coefficient"), month).between(11.02, 11.46);
    (drawn * 100.0).round() / 100.0
}
