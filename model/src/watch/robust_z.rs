/// Middle and width of some values, as outliers cannot move them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Median.
    pub median: f64,
    /// 1.4826 times the median distance to the median: σ of a normal law.
    pub sigma: f64,
}

/// From the median distance to the standard deviation of a normal law.
const TO_SIGMA: f64 = 1.4826;

impl Spread {
    /// Of values in any order; `None` without any.
    pub fn of(values: &[f64]) -> Option<Self> {
        let middle = median(values)?;
        let distances: Vec<f64> = values.iter().map(|v| (v - middle).abs()).collect();
        Some(Self {
            median: middle,
            sigma: TO_SIGMA * median(&distances)?,
        })
    }
}

/// How far a residual lies from those of similar days, in robust standard
/// deviations (domain §1.8, rule 2). `floor` keeps σ above a share of what was
/// expected, so that a run of equal days does not make every other one an alert.
///
/// ```
/// use model::watch::robust_z;
/// // domain §1.8: median 0.5, MAD 1.5, σ 2.2239
/// let residuals = [-2.0, 1.0, 0.0, 3.0, -1.0, 2.0, -3.0, 1.0, 0.0, 25.0];
/// let z = robust_z(25.0, &residuals, 0.0).unwrap();
/// assert!((z - 11.02).abs() < 0.005);
/// ```
pub fn robust_z(residual: f64, similar: &[f64], floor: f64) -> Option<f64> {
    let spread = Spread::of(similar)?;
    let sigma = spread.sigma.max(floor);
    (sigma > 0.0).then(|| (residual - spread.median) / sigma)
}

/// The middle value, or the mean of the two middle ones.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        return sorted.get(half).copied();
    }
    let before = sorted.get(half.checked_sub(1)?)?;
    Some(f64::midpoint(*before, *sorted.get(half)?))
}
