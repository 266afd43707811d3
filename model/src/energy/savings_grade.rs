use serde::{Deserialize, Serialize};

use super::Signature;

/// How far savings may be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SavingsGrade {
    /// CV(RMSE) at most 15 %, uncertainty at most 25 % of the savings.
    A,
    /// At most 25 % and 50 %.
    B,
    /// Anything else: a trend, not a result.
    C,
}

impl SavingsGrade {
    /// The grade of savings against that signature, with their uncertainty as a
    /// share of them. Limits: ours, next to what CalTRACK and ASHRAE 14 ask.
    ///
    /// Slopes that the weather does not move are no signature: C.
    ///
    /// ```
    /// use model::energy::{SavingsGrade, Signature};
    /// let fit = Signature { cv_rmse_adj: 0.15, periods: 365, ..Signature::flat(10.0) };
    /// assert_eq!(SavingsGrade::of(&fit, Some(0.25)), SavingsGrade::A);
    /// assert_eq!(SavingsGrade::of(&fit, Some(0.26)), SavingsGrade::B);
    /// assert_eq!(SavingsGrade::of(&fit, None).remark(), Some("tendance, non vérifiée"));
    /// ```
    pub fn of(signature: &Signature, uncertainty: Option<f64>) -> Self {
        let unmoved = signature.slopes() > 0 && !signature.is_weather_sensitive();
        let within = |cv: f64, share: f64| {
            signature.cv_rmse_adj <= cv && uncertainty.is_some_and(|u| u <= share)
        };
        if unmoved {
            Self::C
        } else if within(0.15, 0.25) {
            Self::A
        } else if within(0.25, 0.50) {
            Self::B
        } else {
            Self::C
        }
    }

    /// What stands beside savings that are not verified.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::A | Self::B => None,
            Self::C => Some("tendance, non vérifiée"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Slope;
    use super::*;

    #[test]
    fn slopes_without_weather_verify_nothing() {
        let heated = |r2_adj| Signature {
            heating: Some(Slope {
                balance: 17.0,
                per_degree_day: 2.0,
            }),
            r2_adj,
            cv_rmse_adj: 0.1,
            ..Signature::flat(10.0)
        };
        assert_eq!(SavingsGrade::of(&heated(0.09), Some(0.1)), SavingsGrade::C);
        assert_eq!(SavingsGrade::of(&heated(0.1), Some(0.1)), SavingsGrade::A);
    }

    #[test]
    fn both_limits_hold() {
        let fit = |cv_rmse_adj| Signature {
            cv_rmse_adj,
            ..Signature::flat(10.0)
        };
        assert_eq!(SavingsGrade::of(&fit(0.16), Some(0.1)), SavingsGrade::B);
        assert_eq!(SavingsGrade::of(&fit(0.26), Some(0.1)), SavingsGrade::C);
        assert_eq!(SavingsGrade::of(&fit(0.1), Some(0.51)), SavingsGrade::C);
        assert_eq!(SavingsGrade::of(&fit(f64::NAN), Some(0.1)), SavingsGrade::C);
    }
}
