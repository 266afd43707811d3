/// What a meter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fluid {
    Electricity,
    Gas,
    /// Gas by a meter that knows volumes only.
    GasVolume,
    HeatNetwork,
    FuelOil,
    Wood,
    Water,
    Solar,
}

impl Fluid {
    /// The word on screen.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Electricity => "Électricité",
            Self::Gas | Self::GasVolume => "Gaz",
            Self::HeatNetwork => "Réseau de chaleur",
            Self::FuelOil => "Fioul",
            Self::Wood => "Granulés de bois",
            Self::Water => "Eau",
            Self::Solar => "Production solaire",
        }
    }

    /// Code of the quantity in the theme.
    pub(super) const fn quantity(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::Gas => "gas",
            Self::GasVolume => "gas_volume",
            Self::HeatNetwork => "heat_network",
            Self::FuelOil => "fuel_oil",
            Self::Wood => "wood",
            Self::Water => "water",
            Self::Solar => "pv",
        }
    }

    /// How codes of its meters begin.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Electricity => "elec",
            Self::Gas | Self::GasVolume => "gaz",
            Self::HeatNetwork => "chaleur",
            Self::FuelOil => "fioul",
            Self::Wood => "bois",
            Self::Water => "eau",
            Self::Solar => "solaire",
        }
    }

    /// Unit of its readings.
    pub(super) const fn unit(self) -> &'static str {
        match self {
            Self::Electricity | Self::Gas | Self::HeatNetwork | Self::Solar => "kWh",
            Self::GasVolume | Self::Water => "m3",
            Self::FuelOil => "L",
            Self::Wood => "kg",
        }
    }

    /// kWh in one unit of its loads, about; 0 for what is no energy bought.
    pub(super) const fn kwh_per_unit(self) -> f64 {
        match self {
            // Loads of gas are in kWh, whatever the meter counts.
            Self::Electricity | Self::Gas | Self::GasVolume | Self::HeatNetwork => 1.0,
            Self::FuelOil => 9.97,
            Self::Wood => 4.6,
            Self::Water | Self::Solar => 0.0,
        }
    }
}
