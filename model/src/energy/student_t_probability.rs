use super::student_t::inside;

/// The probability that a variable of Student's distribution stays under `t`; `None`
/// without a degree of freedom.
///
/// The same finite series as [`student_t`](super::student_t), not inverted.
///
/// ```
/// use model::energy::student_t_probability;
/// let found = student_t_probability(1.8125, 10).expect("a probability");
/// assert!((found - 0.95).abs() < 1e-5, "{found}");
/// assert_eq!(student_t_probability(0.0, 3), Some(0.5));
/// ```
pub fn student_t_probability(t: f64, degrees: u32) -> Option<f64> {
    if degrees == 0 || t.is_nan() {
        return None;
    }
    let theta = (t.abs() / f64::from(degrees).sqrt()).atan();
    let half = inside(theta, degrees) / 2.0;
    Some(0.5 + half.copysign(t))
}
