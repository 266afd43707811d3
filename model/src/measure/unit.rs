use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a unit measures: exponents of the base dimensions of this product.
///
/// Energy and volume are bases of their own: a kWh and a m³ of gas never add
/// up without a conversion coefficient that somebody names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Dimension {
    energy: i8,
    volume: i8,
    area: i8,
    time: i8,
    temperature: i8,
    count: i8,
    mass: i8,
    money: i8,
}

impl Dimension {
    /// Pure numbers and percentages.
    pub const NONE: Self = Self {
        energy: 0,
        volume: 0,
        area: 0,
        time: 0,
        temperature: 0,
        count: 0,
        mass: 0,
        money: 0,
    };
    /// kWh.
    pub const ENERGY: Self = Self {
        energy: 1,
        ..Self::NONE
    };
    /// m³ of a fluid.
    pub const VOLUME: Self = Self {
        volume: 1,
        ..Self::NONE
    };
    /// m² of floor.
    pub const AREA: Self = Self {
        area: 1,
        ..Self::NONE
    };
    /// h.
    pub const TIME: Self = Self {
        time: 1,
        ..Self::NONE
    };
    /// °C.
    pub const TEMPERATURE: Self = Self {
        temperature: 1,
        ..Self::NONE
    };
    /// Things counted: users, pupils, lamps.
    pub const COUNT: Self = Self {
        count: 1,
        ..Self::NONE
    };
    /// kg.
    pub const MASS: Self = Self {
        mass: 1,
        ..Self::NONE
    };
    /// €.
    pub const MONEY: Self = Self {
        money: 1,
        ..Self::NONE
    };

    const fn per(self, d: Self) -> Self {
        Self {
            energy: self.energy - d.energy,
            volume: self.volume - d.volume,
            area: self.area - d.area,
            time: self.time - d.time,
            temperature: self.temperature - d.temperature,
            count: self.count - d.count,
            mass: self.mass - d.mass,
            money: self.money - d.money,
        }
    }
}

/// A unit: a dimension, a factor to the base unit of that dimension, a symbol.
///
/// ```
/// use model::measure::Unit;
/// let mwh: Unit = "MWh".parse()?;
/// let kwh: Unit = "kWh".parse()?;
/// assert_eq!(mwh.factor_to(&kwh)?, 1000.0);
/// assert!(kwh.factor_to(&"m3".parse()?).is_err());
/// # Ok::<(), model::measure::UnitError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    symbol: String,
    dimension: Dimension,
    factor: f64,
}

/// Why a unit cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UnitError {
    /// The symbol is not known: see the list in the message.
    #[error(
        "unknown unit `{0}`: known are kWh, Wh, MWh, GJ, MJ, kBtu, Btu, therm, kW, W, m3, L, m2, \
         sqft, h, min, s, j, °C, kg, t, EUR, %, ‰, pts, 1, usager, and quotients such as kWh/m2"
    )]
    Unknown(String),
    /// Two units measure different things.
    #[error("`{from}` and `{to}` do not measure the same thing")]
    Mismatch {
        /// Unit at hand.
        from: String,
        /// Unit wanted.
        to: String,
    },
}

impl Unit {
    /// As written, e.g. `kWh/m2`.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// As shown to people, e.g. `kWh/m²`.
    pub fn label(&self) -> String {
        match self.symbol.as_str() {
            "1" => String::new(),
            symbol => symbol
                .replace("m2", "m²")
                .replace("m3", "m³")
                .replace("EUR", "€"),
        }
    }

    /// What it measures.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// By what to multiply a value in `self` to have it in `target`.
    ///
    /// # Errors
    /// [`UnitError::Mismatch`] when the dimensions differ.
    pub fn factor_to(&self, target: &Self) -> Result<f64, UnitError> {
        if self.dimension != target.dimension {
            return Err(UnitError::Mismatch {
                from: self.symbol.clone(),
                to: target.symbol.clone(),
            });
        }
        Ok(self.factor / target.factor)
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn per(&self, denominator: &Self) -> Self {
        Self {
            symbol: format!("{}/{}", self.symbol, denominator.symbol),
            dimension: self.dimension.per(denominator.dimension),
            factor: self.factor / denominator.factor,
        }
    }
}

impl core::str::FromStr for Unit {
    type Err = UnitError;

    fn from_str(s: &str) -> Result<Self, UnitError> {
        if let Some((top, bottom)) = s.split_once('/') {
            let quotient = top.parse::<Self>()?.per(&bottom.parse()?);
            return Ok(Self {
                symbol: s.to_owned(),
                ..quotient
            });
        }
        let (dimension, factor) = match s {
            "kWh" => (Dimension::ENERGY, 1.0),
            "Wh" => (Dimension::ENERGY, 1e-3),
            "MWh" => (Dimension::ENERGY, 1e3),
            "GJ" => (Dimension::ENERGY, 1e3 / 3.6),
            "MJ" => (Dimension::ENERGY, 1.0 / 3.6),
            // International Table Btu, 1055.05585262 J.
            "kBtu" => (Dimension::ENERGY, 1.055_055_852_62 / 3.6),
            "Btu" => (Dimension::ENERGY, 1.055_055_852_62 / 3600.0),
            // 100 000 Btu, as gas is billed in North America.
            "therm" => (Dimension::ENERGY, 105.505_585_262 / 3.6),
            "kW" => (Dimension::ENERGY.per(Dimension::TIME), 1.0),
            "W" => (Dimension::ENERGY.per(Dimension::TIME), 1e-3),
            "m3" | "m³" => (Dimension::VOLUME, 1.0),
            "L" => (Dimension::VOLUME, 1e-3),
            "m2" | "m²" => (Dimension::AREA, 1.0),
            // International foot, 0.3048 m.
            "sqft" => (Dimension::AREA, 0.092_903_04),
            "h" => (Dimension::TIME, 1.0),
            "min" => (Dimension::TIME, 1.0 / 60.0),
            "s" => (Dimension::TIME, 1.0 / 3600.0),
            // Days, working days where an indicator says so.
            "j" => (Dimension::TIME, 24.0),
            "°C" | "degC" => (Dimension::TEMPERATURE, 1.0),
            "1" => (Dimension::NONE, 1.0),
            "%" => (Dimension::NONE, 0.01),
            "‰" => (Dimension::NONE, 0.001),
            // Points of a balance such as the net promoter score.
            "pts" => (Dimension::NONE, 0.01),
            "kg" => (Dimension::MASS, 1.0),
            "t" => (Dimension::MASS, 1000.0),
            "EUR" | "€" => (Dimension::MONEY, 1.0),
            "usager" => (Dimension::COUNT, 1.0),
            other => return Err(UnitError::Unknown(other.to_owned())),
        };
        Ok(Self {
            symbol: s.to_owned(),
            dimension,
            factor,
        })
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.symbol)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seattle_site_energy_converts() -> Result<(), UnitError> {
        // 1 kBtu/sqft = 0.29307107 kWh / 0.09290304 m² = 3.15459 kWh/m²
        let kbtu: Unit = "kBtu/sqft".parse()?;
        let factor = kbtu.factor_to(&"kWh/m2".parse()?)?;
        assert!((factor - 3.154_59).abs() < 1e-5, "{factor}");
        Ok(())
    }

    #[test]
    fn energy_and_volume_do_not_convert() -> Result<(), UnitError> {
        let kwh: Unit = "kWh".parse()?;
        assert!(matches!(
            kwh.factor_to(&"m3".parse()?),
            Err(UnitError::Mismatch { .. })
        ));
        assert!(matches!("kWhh".parse::<Unit>(), Err(UnitError::Unknown(_))));
        Ok(())
    }
}
