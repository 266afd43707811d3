use super::{EetParameters, Intensity, modulated_use};

/// A part of a site with one activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Code of its sub-category.
    pub category: String,
    /// Its area in m².
    pub area: f64,
    /// How it is used, where somebody said so; as the standard supposes elsewhere.
    pub intensity: Option<Intensity>,
}

/// Why a site has no absolute value.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum AbsoluteFault {
    /// No sub-category of that code.
    #[error("no sub-category `{0}` among the parameters")]
    Category(String),
    /// The text has no value there, or has not been given yet.
    #[error("no absolute value for `{category}` in zone {zone} at {altitude} m for {decade}")]
    Value {
        /// Sub-category.
        category: String,
        /// Climate zone.
        zone: String,
        /// Altitude in m.
        altitude: f64,
        /// Decade.
        decade: i16,
    },
    /// No area to weigh by.
    #[error("the areas of the activities add up to {0} m²")]
    Area(f64),
}

/// The absolute value of a site for a decade, in kWh of final energy per m² a
/// year: `CVC + USE` of each activity, weighted by area (arrêté, article 4).
///
/// # Errors
/// [`AbsoluteFault`] naming what is missing; then only the relative objective binds.
pub fn absolute(
    parameters: &EetParameters,
    activities: &[Activity],
    zone: &str,
    altitude: f64,
    decade: i16,
) -> Result<f64, AbsoluteFault> {
    let area: f64 = activities.iter().map(|a| a.area).sum();
    if !(area.is_finite() && area > 0.0) {
        return Err(AbsoluteFault::Area(area));
    }
    let mut sum = 0.0;
    for activity in activities {
        let category = parameters
            .category(&activity.category)
            .ok_or_else(|| AbsoluteFault::Category(activity.category.clone()))?;
        let missing = || AbsoluteFault::Value {
            category: activity.category.clone(),
            zone: zone.to_owned(),
            altitude,
            decade,
        };
        let cvc = parameters
            .cvc(&category.cvc, decade, zone, altitude)
            .ok_or_else(missing)?;
        let standard_use = category.standard_use.ok_or_else(missing)?;
        let told = activity.intensity.zip(category.standard);
        let modulated = told
            .zip(parameters.cvc_hours)
            .map(|((intensity, standard), cvc_hours)| {
                modulated_use(standard_use, cvc, standard, intensity, cvc_hours)
            });
        sum += activity.area * (cvc + modulated.unwrap_or(standard_use));
    }
    Ok(sum / area)
}
