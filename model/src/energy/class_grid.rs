use serde::{Deserialize, Serialize};

use super::{MissingParameter, Parameters};
use crate::time::Day;

/// A class from A to G, estimated from measured consumption.
///
/// It is called « classe estimée (sur consommations mesurées) » on screen, never
/// « DPE »: a diagnostic is a document that somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EnergyClass {
    /// Lowest consumption.
    A,
    /// Second.
    B,
    /// Third.
    C,
    /// Fourth.
    D,
    /// Fifth.
    E,
    /// Sixth.
    F,
    /// Above every limit.
    G,
}

/// What is classed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Primary energy, kWhEP/m² a year.
    Energy,
    /// Greenhouse gases, kgCO₂e/m² a year.
    Ges,
}

/// A use that has no grid.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("no class limits for use `{0}`: known are those of the parameters class.energy.USE.A to F")]
pub struct UnknownClassUse(pub String);

/// The limits of the classes of one group of uses.
///
/// A value is classed by its integer part (arrêté du 15 septembre 2006, annexes
/// 3 and 4): 50,99 is a 50.
///
/// ```
/// use model::energy::{ClassGrid, EnergyClass};
/// // offices: A up to 50, B up to 110, …
/// let grid = ClassGrid::new([50.0, 110.0, 210.0, 350.0, 540.0, 750.0]);
/// assert_eq!(grid.class(50.99), Some(EnergyClass::A));
/// assert_eq!(grid.class(51.0), Some(EnergyClass::B));
/// assert_eq!(grid.class(287.14), Some(EnergyClass::D));
/// assert_eq!(grid.class(751.0), Some(EnergyClass::G));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassGrid {
    limits: [f64; 6],
}

impl EnergyClass {
    /// From the best to the worst.
    pub const ALL: [Self; 7] = [
        Self::A,
        Self::B,
        Self::C,
        Self::D,
        Self::E,
        Self::F,
        Self::G,
    ];

    /// The letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
            Self::G => "G",
        }
    }
}

impl Scale {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Energy => "energy",
            Self::Ges => "ges",
        }
    }
}

impl ClassGrid {
    /// The highest values of A to F.
    pub const fn new(limits: [f64; 6]) -> Self {
        Self { limits }
    }

    /// The grid of a group of uses on that day: the parameters
    /// `class.SCALE.USE.A` to `F`.
    ///
    /// # Errors
    /// [`UnknownClassUse`] when one of them is missing.
    pub fn of(
        parameters: &Parameters,
        scale: Scale,
        use_group: &str,
        day: Day,
    ) -> Result<Self, UnknownClassUse> {
        let limit = |class: EnergyClass| {
            let code = format!("class.{}.{use_group}.{}", scale.as_str(), class.letter());
            parameters.require(&code, day)
        };
        let read = || -> Result<[f64; 6], MissingParameter> {
            let [a, b, c, d, e, f, _] = EnergyClass::ALL;
            Ok([
                limit(a)?,
                limit(b)?,
                limit(c)?,
                limit(d)?,
                limit(e)?,
                limit(f)?,
            ])
        };
        read()
            .map(Self::new)
            .map_err(|_| UnknownClassUse(use_group.to_owned()))
    }

    /// The class of a value; `None` of one that is no number.
    pub fn class(&self, value: f64) -> Option<EnergyClass> {
        if !value.is_finite() {
            return None;
        }
        let whole = value.floor();
        let above = self.limits.iter().filter(|limit| whole > **limit).count();
        EnergyClass::ALL.get(above).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_for_the_integer_part() {
        let energy = ClassGrid::new([50.0, 110.0, 210.0, 350.0, 540.0, 750.0]);
        let ges = ClassGrid::new([5.0, 15.0, 30.0, 60.0, 100.0, 145.0]);
        let of = |grid: ClassGrid, value| grid.class(value).map(EnergyClass::letter);
        assert_eq!(of(energy, 110.99), Some("B"));
        assert_eq!(of(energy, 111.0), Some("C"));
        assert_eq!(of(energy, 750.99), Some("F"));
        assert_eq!(of(ges, 5.99), Some("A"));
        assert_eq!(of(ges, 6.0), Some("B"));
        assert_eq!(of(ges, 35.765), Some("D"));
        assert_eq!(of(energy, f64::NAN), None);
    }

    #[test]
    fn a_use_without_limits_is_named() {
        let day = "2026-01-01".parse().expect("date");
        let found = ClassGrid::of(&Parameters::default(), Scale::Energy, "bureau", day);
        assert_eq!(found, Err(UnknownClassUse("bureau".to_owned())));
    }
}
