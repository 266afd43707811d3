/// Uncertainty of the savings of several places as a share of their sum:
/// `√Σ(uᵢ·Sᵢ)² ÷ ΣSᵢ`, from the fractional uncertainty and the savings of each
/// (CalTRACK; the places are taken as independent). `None` where nothing was
/// saved in all.
///
/// ```
/// use model::energy::portfolio_uncertainty;
/// // domain §1.9: 1 500, 3 000 and 800 kWh
/// let found = portfolio_uncertainty(&[(0.5, 1500.0), (0.3, 3000.0), (0.9, 800.0)]);
/// assert!(found.is_some_and(|u| (u - 0.2595).abs() < 5e-5));
/// assert_eq!(portfolio_uncertainty(&[]), None);
/// ```
pub fn portfolio_uncertainty(places: &[(f64, f64)]) -> Option<f64> {
    let saved: f64 = places.iter().map(|(_, savings)| savings).sum();
    let squares: f64 = places
        .iter()
        .map(|(u, savings)| (u * savings).powi(2))
        .sum();
    let found = squares.sqrt() / saved.abs();
    found.is_finite().then_some(found)
}
