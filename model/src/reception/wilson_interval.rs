use super::Rate;
use super::rate::float;

/// Two-sided 95 % of the normal law.
const Z: f64 = 1.959_963_984_540_054;

/// The interval in which a share lies with 95 % confidence, as (low, high)
/// shares; `None` of nothing or where more count than could.
///
/// Score interval of E. B. Wilson (1927): unlike the usual ± it holds for few
/// answers and never leaves 0 to 1.
///
/// ```
/// use model::reception::{Rate, wilson_interval};
/// let rounded = |num, den| {
///     let (low, high) = wilson_interval(Rate::new(num, den)).expect("answers");
///     ((low * 1e4).round() / 1e4, (high * 1e4).round() / 1e4)
/// };
/// // domain TV-CI
/// assert_eq!(rounded(18, 20), (0.6990, 0.9721));
/// assert_eq!(rounded(180, 200), (0.8506, 0.9343));
/// // all of eleven are content: no proof of more than three in four
/// assert_eq!(rounded(11, 11), (0.7412, 1.0));
/// assert_eq!(wilson_interval(Rate::default()), None);
/// ```
pub fn wilson_interval(rate: Rate) -> Option<(f64, f64)> {
    let share = rate.share().filter(|&share| share <= 1.0)?;
    let n = float(rate.den);
    let z2 = Z * Z;
    let scale = 1.0 + z2 / n;
    let centre = (share + z2 / (2.0 * n)) / scale;
    let half = Z / scale * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}
