/// The mean of few values drawn towards what is usually so: `weight` values at
/// `usual` are thought to be among the `count` that add up to `sum`.
///
/// The first two services of a morning would otherwise make the wait jump
/// (the posterior mean of a normal law with a normal prior).
///
/// ```
/// use model::reception::shrunken_mean;
/// // nothing yet: the usual; then slowly what is measured
/// assert_eq!(shrunken_mean(0.0, 0, 8.0, 20.0), Some(8.0));
/// assert_eq!(shrunken_mean(200.0, 20, 8.0, 20.0), Some(9.0));
/// ```
pub fn shrunken_mean(sum: f64, count: u32, usual: f64, weight: f64) -> Option<f64> {
    let of = f64::from(count) + weight.max(0.0);
    (of > 0.0).then(|| (sum + weight.max(0.0) * usual) / of)
}
