use super::autocorrelation::effective_periods;
use super::{Signature, student_t};

/// What the savings were read on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reporting {
    /// Periods of the kind the signature was fitted on: days, or bills.
    pub periods: u32,
    /// Months they are spread over: 12 for a year, also where a bill is missing.
    pub months: f64,
    /// Whether the periods are longer than a day.
    pub bills: bool,
    /// Avoided ÷ expected.
    pub fraction: f64,
}

/// What becomes of residuals that swing from one period to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Correlation {
    /// ρ below 0 counts as 0: a negative one would count more periods than there
    /// are and understate the uncertainty.
    #[default]
    Held,
    /// ρ as it is, to compare with other implementations.
    AsMeasured,
}

/// One-sided probability of an interval of 90 %.
const PROBABILITY: f64 = 0.95;

/// Uncertainty of savings as a share of them, at 90 % confidence, by the formula
/// in the text of CalTRACK (implementations that take the energy of the baseline
/// for that of the reporting year differ):
///
/// `t (a M² + b M + d) CV √(P ÷ P′ · (1 + 2 ÷ P′) ÷ Q) ÷ F`
///
/// with t of P − c degrees of freedom. `None` where nothing was saved or used, and
/// where the fit leaves no degree of freedom.
///
/// ```
/// use model::energy::{Correlation, Reporting, Signature, Slope, fractional_uncertainty};
/// // domain TV-CAL-SYN: 15 % saved over a year of days
/// let fit = Signature {
///     heating: Some(Slope { balance: 17.0, per_degree_day: 2.499494 }),
///     cv_rmse_adj: 0.119024,
///     autocorrelation: -0.446044,
///     periods: 365,
///     ..Signature::flat(10.001301)
/// };
/// let year = Reporting { periods: 365, months: 12.0, bills: false, fraction: 0.15 };
/// let found = fractional_uncertainty(&fit, &year, Correlation::AsMeasured).expect("saved");
/// assert!((found - 0.059092).abs() < 1e-6);
/// let held = fractional_uncertainty(&fit, &year, Correlation::Held).expect("saved");
/// assert!(held > found);
/// ```
pub fn fractional_uncertainty(
    signature: &Signature,
    reporting: &Reporting,
    correlation: Correlation,
) -> Option<f64> {
    let degrees = signature.periods.checked_sub(signature.slopes())?;
    let t = student_t(PROBABILITY, degrees)?;
    let rho = match correlation {
        Correlation::Held => signature.autocorrelation.max(0.0),
        Correlation::AsMeasured => signature.autocorrelation,
    };
    let periods = f64::from(signature.periods);
    let effective = effective_periods(periods, rho);
    let spread = periods / effective * (1.0 + 2.0 / effective) / f64::from(reporting.periods);
    let found = t * months_factor(reporting) * signature.cv_rmse_adj * spread.sqrt()
        / reporting.fraction.abs();
    found.is_finite().then_some(found)
}

/// `a M² + b M + d`: fitted by Sun and Baltazar, taken over by CalTRACK.
fn months_factor(reporting: &Reporting) -> f64 {
    let (a, b, d) = if reporting.bills {
        (-0.000_22, 0.033_06, 0.940_54)
    } else {
        (-0.000_24, 0.035_35, 1.002_86)
    };
    (a * reporting.months + b) * reporting.months + d
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: Reporting = Reporting {
        periods: 365,
        months: 12.0,
        bills: false,
        fraction: 0.1,
    };

    fn fit() -> Signature {
        Signature {
            cv_rmse_adj: 0.2,
            periods: 365,
            ..Signature::flat(10.0)
        }
    }

    #[test]
    fn the_factor_of_a_year() {
        assert!((months_factor(&YEAR) - 1.3925).abs() < 1e-12);
    }

    #[test]
    fn nothing_saved_is_not_certain() {
        let none = Reporting {
            fraction: 0.0,
            ..YEAR
        };
        assert_eq!(
            fractional_uncertainty(&fit(), &none, Correlation::Held),
            None
        );
        let unread = Reporting { periods: 0, ..YEAR };
        assert_eq!(
            fractional_uncertainty(&fit(), &unread, Correlation::Held),
            None
        );
        let unfitted = Signature::flat(10.0);
        assert_eq!(
            fractional_uncertainty(&unfitted, &YEAR, Correlation::Held),
            None
        );
    }

    #[test]
    fn a_rise_is_as_uncertain_as_a_fall() {
        let rise = Reporting {
            fraction: -0.1,
            ..YEAR
        };
        let of = |reporting| fractional_uncertainty(&fit(), &reporting, Correlation::Held);
        assert_eq!(of(rise), of(YEAR));
        assert!(of(YEAR).is_some_and(|u| u > 0.0));
    }
}
