use crate::energy::student_t;

/// What a value was before and after something, and how sure the difference is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BeforeAfter {
    /// Mean before.
    pub before: f64,
    /// Mean after.
    pub after: f64,
    /// Half the width of the band around the difference that holds nine in ten.
    pub half_width: f64,
}

/// The band leaves out one in twenty on each side.
const ONE_SIDED: f64 = 0.95;

impl BeforeAfter {
    /// Fewer values than this on one side tell nothing of how they scatter.
    pub const LEAST: usize = 4;

    /// Compares the means of two samples whose scatter may differ: Welch's t with the
    /// degrees of freedom of Satterthwaite (Welch, « The generalization of Student's
    /// problem when several different population variances are involved », Biometrika 34,
    /// 1947), rounded down. `None` with fewer than [`Self::LEAST`] values on one side.
    ///
    /// ```
    /// use model::score::BeforeAfter;
    /// let found = BeforeAfter::of(&[10.0, 12.0, 11.0, 13.0], &[8.0, 9.0, 7.0, 8.0]).unwrap();
    /// assert_eq!((found.before, found.after, found.difference()), (11.5, 8.0, -3.5));
    /// // s² = 5/3 and 2/3: √(5/12 + 2/12) = 0.7638, 5.07 degrees of freedom, t = 2.0150
    /// assert!((found.half_width - 1.5390).abs() < 1e-4);
    /// assert!(!found.may_be_chance());
    /// assert_eq!(BeforeAfter::of(&[1.0; 3], &[2.0; 9]), None);
    /// ```
    pub fn of(before: &[f64], after: &[f64]) -> Option<Self> {
        let (one, other) = (Sample::of(before)?, Sample::of(after)?);
        let error = one.error + other.error;
        let spread = one.error.powi(2) / one.degrees + other.error.powi(2) / other.degrees;
        let half_width = if spread > 0.0 {
            let degrees = whole(error.powi(2) / spread);
            student_t(ONE_SIDED, degrees)? * error.sqrt()
        } else {
            0.0
        };
        Some(Self {
            before: one.mean,
            after: other.mean,
            half_width,
        })
    }

    /// By how much it moved.
    pub fn difference(&self) -> f64 {
        self.after - self.before
    }

    /// The band around the difference.
    pub fn band(&self) -> (f64, f64) {
        let difference = self.difference();
        (difference - self.half_width, difference + self.half_width)
    }

    /// Whether no difference at all lies in the band.
    pub fn may_be_chance(&self) -> bool {
        self.difference().abs() <= self.half_width
    }
}

/// A sample in short.
struct Sample {
    mean: f64,
    /// Variance of the mean.
    error: f64,
    degrees: f64,
}

impl Sample {
    fn of(values: &[f64]) -> Option<Self> {
        if values.len() < BeforeAfter::LEAST {
            return None;
        }
        let count = f64::from(u32::try_from(values.len()).ok()?);
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let degrees = count - 1.0;
        Some(Self {
            mean,
            error: squares / degrees / count,
            degrees,
        })
    }
}

/// The whole number below, at least 1; what rounding alone keeps under a whole number is it.
fn whole(degrees: f64) -> u32 {
    let mut whole = 1;
    while f64::from(whole) + 1.0 <= degrees + 1e-9 && whole < 10_000 {
        whole += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scatter_has_the_degrees_of_both_samples() {
        // The same scatter and count on both sides: 2·(n − 1) degrees, t(0.95, 6) = 1.9432.
        let before = [1.0, 2.0, 3.0, 4.0];
        let after = before.map(|value| value + 0.5);
        let found = BeforeAfter::of(&before, &after).expect("enough");
        let error = (2.0_f64 * (5.0 / 3.0) / 4.0).sqrt();
        assert!((found.half_width - 1.9432 * error).abs() < 1e-4);
        assert!(found.may_be_chance());
    }

    #[test]
    fn values_that_never_vary_leave_no_doubt() {
        let found = BeforeAfter::of(&[5.0; 6], &[4.0; 6]).expect("enough");
        assert_eq!((found.difference(), found.half_width), (-1.0, 0.0));
        assert_eq!(found.band(), (-1.0, -1.0));
    }
}
