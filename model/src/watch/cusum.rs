/// Sums up what exceeds an allowance, never below 0: `S_t = max(0, S_{t−1} + z_t − k)`.
///
/// Each day's sum is compared with a limit `h`; domain §1.8 takes k = 0.5 and
/// h = 5. A small excess every day adds up, chance does not.
///
/// ```
/// use model::watch::cusum;
/// let sums = cusum(&[0.0, 1.5, 1.5, -3.0, 1.5], 0.5);
/// assert_eq!(sums, [0.0, 1.0, 2.0, 0.0, 1.0]);
/// ```
pub fn cusum(z: &[f64], k: f64) -> Vec<f64> {
    let mut sum = 0.0_f64;
    z.iter()
        .map(|z| {
            sum = (sum + z - k).max(0.0);
            sum
        })
        .collect()
}
