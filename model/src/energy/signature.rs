use serde::{Deserialize, Serialize};

/// How consumption answers to outdoor temperature: a base and one slope on each
/// side of its balance temperature (CalTRACK 2.0, `UPD = μ + β_H·HDD + β_C·CDD`).
///
/// ```
/// use model::energy::{Signature, Slope};
/// let school = Signature {
///     heating: Some(Slope { balance: 17.0, per_degree_day: 2.5 }),
///     ..Signature::flat(10.0)
/// };
/// assert_eq!(school.expected(20.0), 10.0);
/// assert_eq!(school.expected(7.0), 10.0 + 2.5 * 10.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// μ: what is used on a day that needs neither heating nor cooling.
    pub base_per_day: f64,
    /// What cold adds.
    pub heating: Option<Slope>,
    /// What heat adds.
    pub cooling: Option<Slope>,
    /// Adjusted R², weighted like the fit; 0 without a slope.
    pub r2_adj: f64,
    /// `sqrt(Σ residual² / (P − c)) / mean`, with c the number of slopes: the
    /// denominator of the CalTRACK text, without the intercept.
    pub cv_rmse_adj: f64,
    /// Mean consumption a day over the periods of the fit.
    pub mean: f64,
    /// Correlation of a residual with the one before.
    pub autocorrelation: f64,
    /// Periods of the fit.
    pub periods: u32,
}

/// One branch of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Slope {
    /// Temperature at which it begins, °C (or the unit of the temperatures given).
    pub balance: f64,
    /// What one degree for one day adds.
    pub per_degree_day: f64,
}

/// Below this adjusted R² a slope says nothing of the weather (domain TV-CAL-REF, caveat 3).
const LEAST_R2: f64 = 0.1;

impl Signature {
    /// Consumption that no temperature moves.
    pub const fn flat(per_day: f64) -> Self {
        Self {
            base_per_day: per_day,
            heating: None,
            cooling: None,
            r2_adj: 0.0,
            cv_rmse_adj: 0.0,
            mean: per_day,
            autocorrelation: 0.0,
            periods: 0,
        }
    }

    /// Consumption expected on a day of that mean temperature.
    pub fn expected(&self, temperature: f64) -> f64 {
        self.base_per_day + self.heated(temperature) + self.cooled(temperature)
    }

    /// The part of it that cold adds.
    pub fn heated(&self, temperature: f64) -> f64 {
        self.heating.map_or(0.0, |s| {
            s.per_degree_day * (s.balance - temperature).max(0.0)
        })
    }

    /// The part of it that heat adds.
    pub fn cooled(&self, temperature: f64) -> f64 {
        self.cooling.map_or(0.0, |s| {
            s.per_degree_day * (temperature - s.balance).max(0.0)
        })
    }

    /// How many slopes it has: the `c` of its metrics.
    pub fn slopes(&self) -> u32 {
        u32::from(self.heating.is_some()) + u32::from(self.cooling.is_some())
    }

    /// Whether the weather may be said to move it.
    pub fn is_weather_sensitive(&self) -> bool {
        self.slopes() > 0 && self.r2_adj >= LEAST_R2
    }
}
