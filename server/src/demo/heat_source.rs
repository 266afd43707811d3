use super::fluid::Fluid;

/// What warms a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeatSource {
    Gas,
    /// Gas by a meter that counts cubic metres.
    GasVolume,
    /// Gas that the supplier bills by the month, every third time from a reading.
    BilledGas,
    Electricity,
    Network,
    FuelOil,
    Wood,
}

impl HeatSource {
    /// The meter it needs besides that of electricity.
    pub(super) const fn fluid(self) -> Option<Fluid> {
        match self {
            Self::Gas | Self::BilledGas => Some(Fluid::Gas),
            Self::GasVolume => Some(Fluid::GasVolume),
            Self::Electricity => None,
            Self::Network => Some(Fluid::HeatNetwork),
            Self::FuelOil => Some(Fluid::FuelOil),
            Self::Wood => Some(Fluid::Wood),
        }
    }

    /// Units of its meter that replace 1 kWh (PCS) of gas in an old boiler.
    pub(super) const fn per_gas_kwh(self) -> f64 {
        match self {
            Self::Gas | Self::GasVolume | Self::BilledGas => 1.0,
            // Radiators and heat pumps together.
            Self::Electricity => 0.55,
            // No boiler in the building: its losses are the network's.
            Self::Network => 0.84,
            // 0.9 kWh of final energy, 9.97 kWh in a litre, 4.6 kWh in a kilogram.
            Self::FuelOil => 0.95 / 9.97,
            Self::Wood => 0.97 / 4.6,
        }
    }
}
