use core::f64::consts::{FRAC_2_PI, FRAC_PI_2};

/// More degrees of freedom than this change the fourth digit no more.
const MOST_DEGREES: u32 = 10_000;

/// The value that a variable of Student's distribution stays under with that
/// probability; `None` without a degree of freedom or outside ]0, 1[.
///
/// The probability of [−t, t] is the finite series of Abramowitz and Stegun
/// 26.7.3 and 26.7.4 in θ = atan(t ÷ √ν), inverted by halving.
///
/// ```
/// use model::energy::student_t;
/// let table = [(1, 6.3138), (2, 2.9200), (10, 1.8125), (24, 1.7109), (364, 1.649051)];
/// for (degrees, wanted) in table {
///     let found = student_t(0.95, degrees).expect("a value");
///     assert!((found - wanted).abs() < 5e-5, "{degrees}: {found}");
/// }
/// assert_eq!(student_t(0.95, 0), None);
/// ```
pub fn student_t(probability: f64, degrees: u32) -> Option<f64> {
    if degrees == 0 || !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let degrees = degrees.min(MOST_DEGREES);
    let wanted = (2.0 * probability - 1.0).abs();
    let (mut low, mut high) = (0.0, FRAC_PI_2);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if inside(middle, degrees) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    let t = f64::from(degrees).sqrt() * low.tan();
    Some(t.copysign(probability - 0.5))
}

/// Probability of staying within √ν·tan θ of 0.
pub(super) fn inside(theta: f64, degrees: u32) -> f64 {
    let (sine, cosine) = theta.sin_cos();
    let odd = degrees % 2 == 1;
    // Terms cosᵏ: from cos¹ for odd degrees, from cos⁰ for even ones, up to cos^(ν−2).
    let mut power = if odd { 1 } else { 0 };
    let mut term = if odd { cosine } else { 1.0 };
    let mut series = 0.0;
    while power + 2 <= degrees {
        series += term;
        term *= cosine * cosine * f64::from(power + 1) / f64::from(power + 2);
        power += 2;
    }
    if odd {
        FRAC_2_PI * (theta + sine * series)
    } else {
        sine * series
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tails_are_alike() {
        let (low, high) = (student_t(0.05, 7), student_t(0.95, 7));
        assert_eq!(low.map(|t| -t), high);
        assert!(student_t(0.5, 7).is_some_and(|t| t.abs() < 1e-9));
    }

    #[test]
    fn many_degrees_come_near_the_normal_law() {
        let found = student_t(0.95, 1_000_000).expect("a value");
        assert!((found - 1.644_854).abs() < 3e-4, "{found}");
    }

    #[test]
    fn no_probability_has_no_value() {
        for probability in [0.0, 1.0, -0.1, f64::NAN] {
            assert_eq!(student_t(probability, 5), None);
        }
    }
}
