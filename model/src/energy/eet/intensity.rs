use serde::{Deserialize, Serialize};

use super::Standard;

/// How intensely a place is used.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Intensity {
    /// Hours worked a year.
    pub hours: f64,
    /// Rate of occupation, 0 to 1.
    pub occupation: f64,
    /// m² per seat.
    pub area_per_seat: f64,
}

/// « USE modulé » in kWh/m² a year:
/// `USE·(h/h₀)·[pv·(T/T₀)·(s₀/s) + (1−pv)] + k·CVC·(h−h₀)/h₀`, where ₀ is the
/// standard, *pv* its variable share and *k* the parameter
/// `eet.modulation.cvc_hours` (annexe I).
///
/// ```
/// use model::energy::eet::{Intensity, Standard, modulated_use};
/// let office = Standard { hours: 3120.0, occupation: 0.7, area_per_seat: 18.0, variable: 0.77 };
/// let used = Intensity { hours: 3640.0, occupation: 0.6, area_per_seat: 20.0 };
/// assert!((modulated_use(50.0, 57.0, office, used, 0.28) - 50.7267).abs() < 5e-5);
/// ```
pub fn modulated_use(
    standard_use: f64,
    cvc: f64,
    standard: Standard,
    intensity: Intensity,
    cvc_hours: f64,
) -> f64 {
    let hours = intensity.hours / standard.hours;
    let density = standard.area_per_seat / intensity.area_per_seat;
    let variable = standard.variable * (intensity.occupation / standard.occupation) * density;
    standard_use * hours * (variable + 1.0 - standard.variable)
        + cvc_hours * cvc * (intensity.hours - standard.hours) / standard.hours
}

/// « Crelat modulé »: the relative objective follows the absolute value from the
/// volume of activity of the reference year to that of today (article 7).
///
/// ```
/// use model::energy::eet::modulated_relative;
/// assert!((modulated_relative(126.0, 107.7267, 107.0) - 126.8557).abs() < 5e-5);
/// ```
pub fn modulated_relative(relative: f64, absolute_now: f64, absolute_reference: f64) -> f64 {
    relative * absolute_now / absolute_reference
}
