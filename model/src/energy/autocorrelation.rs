/// Pearson correlation of each residual with the one before, 0 where one of the
/// two does not vary.
pub(super) fn autocorrelation(residuals: &[f64]) -> f64 {
    let later = residuals.get(1..).unwrap_or_default();
    let count = f64::from(u32::try_from(later.len()).unwrap_or(1).max(1));
    let mean = |values: &[f64]| values.iter().take(later.len()).sum::<f64>() / count;
    let (m0, m1) = (mean(residuals), mean(later));
    let (mut product, mut square0, mut square1) = (0.0, 0.0, 0.0);
    for (a, b) in residuals.iter().zip(later) {
        product += (a - m0) * (b - m1);
        square0 += (a - m0).powi(2);
        square1 += (b - m1).powi(2);
    }
    let scale: f64 = (square0 * square1).sqrt();
    if scale > 0.0 { product / scale } else { 0.0 }
}

/// `P′ = P (1 − ρ) ÷ (1 + ρ)`: how many independent periods tell as much.
pub(super) fn effective_periods(periods: f64, autocorrelation: f64) -> f64 {
    periods * (1.0 - autocorrelation) / (1.0 + autocorrelation)
}
