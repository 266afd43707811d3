use serde::{Deserialize, Serialize};

use super::autocorrelation::{autocorrelation, effective_periods};

/// How near predicted amounts come to those observed.
///
/// ```
/// use model::energy::FitMetrics;
/// // a test of the reference implementation, quoted in domain §1.9
/// let found = FitMetrics::of(&[1.0, 3.0, 4.0, 1.0, 6.0], &[2.0, 3.0, 3.0, 2.0, 4.0], 2)
///     .expect("five periods");
/// let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-3, "{a} is not {b}");
/// close(found.r2, 0.972);
/// close(found.r2_adj, 0.944);
/// close(found.cv_rmse, 0.394);
/// close(found.cv_rmse_adj, 0.509);
/// close(found.mape.expect("no observation is 0"), 0.517);
/// close(found.nmae, 0.333);
/// close(found.nmbe, -0.067);
/// close(found.autocorrelation, -0.674);
/// close(found.effective_periods, 25.694);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FitMetrics {
    /// Square of the correlation of both.
    pub r2: f64,
    /// The same for the parameters spent.
    pub r2_adj: f64,
    /// `sqrt(Σ residual² ÷ P) ÷ mean observed`.
    pub cv_rmse: f64,
    /// The same with P less the parameters given: CalTRACK gives its slopes
    /// without the intercept.
    pub cv_rmse_adj: f64,
    /// `Σ (predicted − observed) ÷ Σ observed`: positive when the model says too
    /// much. Others subtract the other way.
    pub nmbe: f64,
    /// `Σ |predicted − observed| ÷ Σ observed`.
    pub nmae: f64,
    /// Mean of `|predicted − observed| ÷ observed`; `None` where one observed is 0.
    pub mape: Option<f64>,
    /// Correlation of a residual with the one before.
    pub autocorrelation: f64,
    /// `P (1 − ρ) ÷ (1 + ρ)`: independent periods that tell as much.
    pub effective_periods: f64,
}

impl FitMetrics {
    /// The metrics of a model with so many parameters. `None` for lists of
    /// different lengths, with fewer than two periods more than parameters, for
    /// amounts that are no numbers, and where nothing was used.
    pub fn of(observed: &[f64], predicted: &[f64], parameters: u32) -> Option<Self> {
        let periods = u32::try_from(observed.len()).ok()?;
        let same = observed.len() == predicted.len();
        let finite = observed.iter().chain(predicted).all(|v| v.is_finite());
        let total: f64 = observed.iter().sum();
        if !same || !finite || periods < parameters.saturating_add(2) || total <= 0.0 {
            return None;
        }
        let count = f64::from(periods);
        let (mean, spent) = (total / count, f64::from(parameters));
        let residuals: Vec<f64> = observed.iter().zip(predicted).map(|(o, p)| p - o).collect();
        let squares: f64 = residuals.iter().map(|r| r * r).sum();
        let relative = residuals.iter().zip(observed).map(|(r, o)| (r / o).abs());
        let mape = relative.sum::<f64>() / count;
        let r2 = correlation(observed, predicted, count).powi(2);
        let rho = autocorrelation(&residuals);
        Some(Self {
            r2,
            r2_adj: 1.0 - (1.0 - r2) * (count - 1.0) / (count - spent - 1.0),
            cv_rmse: (squares / count).sqrt() / mean,
            cv_rmse_adj: (squares / (count - spent)).sqrt() / mean,
            nmbe: residuals.iter().sum::<f64>() / total,
            nmae: residuals.iter().map(|r| r.abs()).sum::<f64>() / total,
            mape: mape.is_finite().then_some(mape),
            autocorrelation: rho,
            effective_periods: effective_periods(count, rho),
        })
    }
}

fn correlation(a: &[f64], b: &[f64], count: f64) -> f64 {
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / count, b.iter().sum::<f64>() / count);
    let (mut product, mut square_a, mut square_b) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        product += (x - mean_a) * (y - mean_b);
        square_a += (x - mean_a).powi(2);
        square_b += (y - mean_b).powi(2);
    }
    let scale: f64 = (square_a * square_b).sqrt();
    if scale > 0.0 { product / scale } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_says_too_much_has_a_positive_bias() {
        let found = FitMetrics::of(&[10.0, 10.0, 10.0], &[11.0, 12.0, 13.0], 1).expect("three");
        assert!((found.nmbe - 0.2).abs() < 1e-12);
        assert_eq!(found.r2, 0.0);
    }

    #[test]
    fn what_cannot_be_judged_is_absent() {
        assert_eq!(FitMetrics::of(&[1.0, 2.0], &[1.0], 0), None);
        assert_eq!(FitMetrics::of(&[1.0, 2.0, 3.0], &[1.0; 3], 2), None);
        assert_eq!(FitMetrics::of(&[0.0; 3], &[1.0; 3], 0), None);
        assert_eq!(FitMetrics::of(&[1.0, f64::NAN, 1.0], &[1.0; 3], 0), None);
        let with_zero = FitMetrics::of(&[0.0, 2.0, 3.0], &[1.0; 3], 0).expect("three");
        assert_eq!(with_zero.mape, None);
    }
}
