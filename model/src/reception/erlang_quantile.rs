/// More stages than this are counted as this many; the shape moves no more.
const MOST_STAGES: u32 = 2_000;

/// The time in stage means that the sum of `stages` exponential stages stays
/// under with that probability (Erlang distribution); `None` without a stage or
/// for a probability outside ]0, 1[.
///
/// P(T ≤ x) = 1 − Σ_{i < k} e⁻ˣ xⁱ ÷ i!, inverted by halving.
///
/// ```
/// use model::reception::erlang_quantile;
/// // domain §2.4: 6 people ahead, 8 minutes each, 3 desks: 7 stages of 8/3 minutes
/// let minutes = |p| erlang_quantile(7, p).expect("a quantile") * 8.0 / 3.0;
/// assert!((minutes(0.5) - 17.8).abs() < 0.05);
/// assert!((minutes(0.8) - 24.2).abs() < 0.05);
/// assert!((minutes(0.9) - 28.1).abs() < 0.05);
/// assert_eq!(erlang_quantile(0, 0.5), None);
/// ```
pub fn erlang_quantile(stages: u32, probability: f64) -> Option<f64> {
    if stages == 0 || !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let counted = stages.min(MOST_STAGES);
    let mean = f64::from(counted);
    let (mut low, mut high) = (0.0, mean);
    while below(counted, high) < probability && high.is_finite() {
        low = high;
        high *= 2.0;
    }
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if below(counted, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low * f64::from(stages) / mean)
}

/// P(T ≤ x). Terms are kept as logarithms: e⁻ˣ alone vanishes above 745.
fn below(stages: u32, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let (mut above, mut log_term) = (0.0, -x);
    for stage in 1..=stages {
        above += log_term.exp();
        log_term += x.ln() - f64::from(stage).ln();
    }
    1.0 - above
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stage_is_the_exponential_law() {
        let found = erlang_quantile(1, 0.8).expect("a quantile");
        assert!((found - 5.0_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn many_stages_come_near_their_mean() {
        for stages in [1_000, 100_000] {
            let found = erlang_quantile(stages, 0.8).expect("a quantile");
            assert!((found / f64::from(stages) - 1.0).abs() < 0.04, "{found}");
        }
    }

    #[test]
    fn no_probability_has_no_quantile() {
        for p in [0.0, 1.0, -1.0, f64::NAN] {
            assert_eq!(erlang_quantile(3, p), None);
        }
    }
}
