use model::measure::{Dimension, Unit};

/// A unit as a source writes it: one of the product's, or a temperature whose
/// zero is elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceUnit {
    /// Converts by a factor.
    Plain(Unit),
    /// Degrees Fahrenheit: °C = (°F − 32) × 5/9.
    Fahrenheit,
    /// Kelvin: °C = K − 273.15.
    Kelvin,
}

/// How a written value becomes one in the unit of its series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Taken off first.
    pub zero: f64,
    /// Multiplied by then.
    pub factor: f64,
}

impl Scale {
    /// Leaves values as they are.
    pub const SAME: Self = Self {
        zero: 0.0,
        factor: 1.0,
    };

    /// The value in the unit of the series.
    pub fn apply(self, value: f64) -> f64 {
        (value - self.zero) * self.factor
    }
}

impl SourceUnit {
    /// Reads a unit as a mapping writes it.
    ///
    /// # Errors
    /// A text that names the units that are known.
    pub fn read(text: &str) -> Result<Self, String> {
        match text {
            "°F" | "degF" => Ok(Self::Fahrenheit),
            "K" => Ok(Self::Kelvin),
            other => other
                .parse()
                .map(Self::Plain)
                .map_err(|fault| format!("{fault}; here also °F and K")),
        }
    }

    /// How values in it become values in the unit of a series.
    ///
    /// ```
    /// use server::ingest::mapping::SourceUnit;
    /// let scale = SourceUnit::read("°F")?.scale_to(&"°C".parse().map_err(|e| format!("{e}"))?)?;
    /// assert_eq!(scale.apply(212.0), 100.0);
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// A text when the two do not measure the same thing.
    pub fn scale_to(&self, target: &Unit) -> Result<Scale, String> {
        let (zero, factor) = match self {
            Self::Plain(unit) => {
                let factor = unit.factor_to(target).map_err(|fault| fault.to_string())?;
                return Ok(Scale { zero: 0.0, factor });
            }
            Self::Fahrenheit => (32.0, 5.0 / 9.0),
            Self::Kelvin => (273.15, 1.0),
        };
        if target.dimension() == Dimension::TEMPERATURE {
            Ok(Scale { zero, factor })
        } else {
            let target = target.symbol();
            Err(format!(
                "a temperature and `{target}` do not measure the same thing"
            ))
        }
    }
}
