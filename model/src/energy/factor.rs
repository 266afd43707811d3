use super::{MissingParameter, Parameters};
use crate::time::Day;

/// A family of factors: what a metered unit of a quantity is turned into.
///
/// The parameter of a family for a quantity is `FAMILY.QUANTITY`. A figure is
/// the amount × the factor of each family it goes through: CO₂ under Éco Énergie
/// Tertiaire is amount × [`Family::Final`] × [`Family::Co2Eet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// kWh of final energy per metered unit, Éco Énergie Tertiaire (annexe I).
    Final,
    /// kWh of final energy (PCI) per metered unit, rules of the diagnostics of 2006.
    FinalDpe,
    /// kWh of primary energy per kWh of final energy, Éco Énergie Tertiaire.
    PrimaryEet,
    /// kWh of primary energy per kWh of final energy, diagnostics.
    PrimaryDpe,
    /// kg of CO₂ equivalent per kWh of final energy (PCI), annexe VII.
    Co2Eet,
    /// Assumed price in € per metered unit, where no tariff is given.
    Price,
}

impl Family {
    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::FinalDpe => "final-dpe",
            Self::PrimaryEet => "primary-eet",
            Self::PrimaryDpe => "primary-dpe",
            Self::Co2Eet => "co2-eet",
            Self::Price => "price",
        }
    }
}

impl Parameters {
    /// By what an amount of `quantity` of that day is multiplied to go through
    /// all `families`.
    ///
    /// # Errors
    /// [`MissingParameter`] for the first factor that is not known: a heat
    /// network has no national CO₂ factor, for example.
    pub fn factor(
        &self,
        quantity: &str,
        families: &[Family],
        day: Day,
    ) -> Result<f64, MissingParameter> {
        families.iter().try_fold(1.0, |product, family| {
            let code = format!("{}.{quantity}", family.as_str());
            Ok(product * self.require(&code, day)?)
        })
    }
}
