use super::fluid::Fluid;
use super::heat_source::HeatSource;
use super::site::Site;
use super::standing::{Standing, Taken, baseline};

/// What was taken in the year of reference, kWh, and the areas it was taken on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reference {
    pub(super) electricity: f64,
    pub(super) gas: f64,
    pub(super) network: f64,
    /// Fuel oil and wood, already as final energy.
    other: f64,
    pub(super) m2: f64,
    pub(super) gas_m2: f64,
}

impl Reference {
    /// That of a building, given what it takes now and how far it has come.
    pub(super) fn of(site: &Site, taken: Taken, standing: Standing, asked: f64) -> Self {
        let heat = baseline(taken.heat, standing.heat, asked);
        let area = site.area();
        let bare = Self {
            electricity: baseline(taken.electricity, standing.electricity, asked),
            m2: area,
            ..Self::default()
        };
        match site.entry.heat {
            HeatSource::Electricity => bare,
            HeatSource::Gas | HeatSource::GasVolume | HeatSource::BilledGas => Self {
                gas: heat,
                gas_m2: area,
                ..bare
            },
            HeatSource::Network => Self {
                network: heat,
                ..bare
            },
            HeatSource::FuelOil | HeatSource::Wood => Self {
                other: heat,
                ..bare
            },
        }
    }

    /// That of two together.
    pub(super) fn plus(self, more: Self) -> Self {
        Self {
            electricity: self.electricity + more.electricity,
            gas: self.gas + more.gas,
            network: self.network + more.network,
            other: self.other + more.other,
            m2: self.m2 + more.m2,
            gas_m2: self.gas_m2 + more.gas_m2,
        }
    }

    /// As final energy, kWh; `factor` tells what a metered kWh of a quantity is worth.
    pub(super) fn final_kwh(self, factor: impl Fn(&str) -> f64) -> f64 {
        self.electricity * factor(Fluid::Electricity.quantity())
            + self.gas * factor(Fluid::Gas.quantity())
            + self.network * factor(Fluid::HeatNetwork.quantity())
            + self.other
    }
}
