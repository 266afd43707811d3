use serde::{Deserialize, Serialize};

use super::Decade;

/// What is asked of a site for a decade, in kWh of final energy per m² a year.
///
/// One of both objectives met is enough, so the higher one binds (arrêté,
/// articles 3, 4 and 14).
///
/// ```
/// use model::energy::eet::{Bound, Decade, EetObjective};
/// // reference 210, office in zone H1a: absolute 57 + 50
/// let decade = Decade { year: 2030, reduction: 0.4 };
/// let objective = EetObjective::new(decade, Some(210.0), Some(107.0));
/// assert_eq!(objective.relative, Some(126.0));
/// assert_eq!(objective.binding(), Some((Bound::Relative, 126.0)));
/// assert_eq!(objective.gap_kwh(150.0, 1_000.0), Some(24_000.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct EetObjective {
    /// Decade.
    pub year: i16,
    /// Reference less the reduction of the decade; `None` without a reference.
    pub relative: Option<f64>,
    /// Absolute value; `None` where the text has none yet.
    pub absolute: Option<f64>,
}

/// Which objective binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// The reduction against the reference year.
    Relative,
    /// The value of the category.
    Absolute,
}

impl EetObjective {
    /// From the reference and the absolute value, each in kWh/m² a year.
    pub fn new(decade: Decade, reference: Option<f64>, absolute: Option<f64>) -> Self {
        Self {
            year: decade.year,
            relative: reference.map(|r| (1.0 - decade.reduction) * r),
            absolute,
        }
    }

    /// The one that is easier to meet; the relative one where both are the same.
    pub fn binding(&self) -> Option<(Bound, f64)> {
        match (self.relative, self.absolute) {
            (Some(relative), Some(absolute)) if absolute > relative => {
                Some((Bound::Absolute, absolute))
            }
            (Some(relative), _) => Some((Bound::Relative, relative)),
            (None, absolute) => absolute.map(|value| (Bound::Absolute, value)),
        }
    }

    /// kWh a year still to be saved over `area` m² by a site that uses `per_m2`;
    /// negative where it is below what is asked.
    pub fn gap_kwh(&self, per_m2: f64, area: f64) -> Option<f64> {
        self.binding().map(|(_, target)| (per_m2 - target) * area)
    }
}

impl Bound {
    /// On screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Relative => "objectif relatif",
            Self::Absolute => "objectif absolu",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_of_the_vector() {
        let asked = [(2030, 0.4), (2040, 0.5), (2050, 0.6)].map(|(year, reduction)| {
            EetObjective::new(Decade { year, reduction }, Some(210.0), None).relative
        });
        assert_eq!(asked, [Some(126.0), Some(105.0), Some(84.0)]);
    }

    #[test]
    fn the_easier_objective_binds() {
        let decade = Decade {
            year: 2030,
            reduction: 0.4,
        };
        let of = |reference, absolute| EetObjective::new(decade, reference, absolute).binding();
        assert_eq!(of(Some(100.0), Some(107.0)), Some((Bound::Absolute, 107.0)));
        assert_eq!(of(None, Some(107.0)), Some((Bound::Absolute, 107.0)));
        assert_eq!(of(Some(100.0), None), Some((Bound::Relative, 60.0)));
        assert_eq!(of(None, None), None);
    }
}
