use super::{Direction, Objective};
use crate::energy::{student_t, student_t_probability};

/// Where measured values lead if nothing is decided: a straight line through them, with
/// what is not known of it.
///
/// Ordinary least squares over values of windows that do not overlap; the error of a new
/// value at x is s·√(1 + 1/n + (x − x̄)²/Σ(xᵢ − x̄)²) with n − 2 degrees of freedom, hence
/// Student's distribution (any textbook of regression, « prediction interval »).
///
/// ```
/// use model::score::Forecast;
/// let values = [(2021.0, 100.0), (2022.0, 97.0), (2023.0, 95.0), (2024.0, 91.0), (2025.0, 90.0)];
/// let forecast = Forecast::of(&values, 2028.0).expect("five values");
/// // 94.6 in the middle, 2.6 less a year
/// assert!((forecast.expected - 81.6).abs() < 1e-9);
/// // s = 0.7303, error 0.7303·√(1 + 1/5 + 25/10) = 1.405, t = 1.638 for 8 of 10 with 3 degrees
/// let (low, high) = forecast.interval(0.8).expect("a range");
/// assert!((low - 79.30).abs() < 0.01 && (high - 83.90).abs() < 0.01, "{low} {high}");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// When, as a year with its fraction.
    pub year: f64,
    /// The value on the line.
    pub expected: f64,
    /// Error of a new value there.
    pub error: f64,
    /// Degrees of freedom.
    pub degrees: u32,
}

impl Forecast {
    /// So many values say something of a pace.
    pub const LEAST: usize = 4;
    /// A line is not drawn further than so many times the length it rests on.
    const FURTHEST: f64 = 2.0;

    /// Leads values, oldest first, to a later year. `None`: too few, or too far.
    pub fn of(values: &[(f64, f64)], year: f64) -> Option<Self> {
        let (first, last) = (values.first()?, values.last()?);
        let span = last.0 - first.0;
        let ahead = year - last.0;
        if values.len() < Self::LEAST || ahead <= 0.0 || ahead > Self::FURTHEST * span {
            return None;
        }
        let count = f64::from(u32::try_from(values.len()).ok()?);
        let mean = |of: fn(&(f64, f64)) -> f64| values.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|v| v.0), mean(|v| v.1));
        let spread: f64 = values.iter().map(|v| (v.0 - x).powi(2)).sum();
        let slope = values.iter().map(|v| (v.0 - x) * (v.1 - y)).sum::<f64>() / spread;
        let line = |at: f64| y + slope * (at - x);
        let squares: f64 = values.iter().map(|v| (v.1 - line(v.0)).powi(2)).sum();
        let degrees = u32::try_from(values.len() - 2).ok()?;
        let around = squares / f64::from(degrees);
        Some(Self {
            year,
            expected: line(year),
            error: (around * (1.0 + 1.0 / count + (year - x).powi(2) / spread)).sqrt(),
            degrees,
        })
    }

    /// The range that holds the value with a probability.
    pub fn interval(&self, probability: f64) -> Option<(f64, f64)> {
        let half = student_t(0.5 + probability / 2.0, self.degrees)? * self.error;
        Some((self.expected - half, self.expected + half))
    }

    /// The probability that the value stays under a limit.
    pub fn chance_under(&self, limit: f64) -> Option<f64> {
        if self.error <= 0.0 {
            return Some(if self.expected <= limit { 1.0 } else { 0.0 });
        }
        student_t_probability((limit - self.expected) / self.error, self.degrees)
    }

    /// The probability that an objective is reached. `None`: it is not judged.
    pub fn chance_of(&self, objective: &Objective) -> Option<f64> {
        let under = self.chance_under(objective.target)?;
        match objective.direction {
            Direction::Down => Some(under),
            Direction::Up => Some(1.0 - under),
            Direction::Band => Some(self.chance_under(objective.target_high?)? - under),
            Direction::Context => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRAIGHT: [(f64, f64); 4] = [(0.0, 10.0), (1.0, 9.0), (2.0, 8.0), (3.0, 7.0)];

    #[test]
    fn a_straight_way_goes_on() {
        let forecast = Forecast::of(&STRAIGHT, 6.0).expect("four values");
        assert!((forecast.expected - 4.0).abs() < 1e-9);
        assert!(
            forecast
                .chance_under(4.1)
                .is_some_and(|chance| chance > 0.99)
        );
        assert!(
            forecast
                .chance_under(3.9)
                .is_some_and(|chance| chance < 0.01)
        );
    }

    #[test]
    fn too_few_too_far_or_past_is_not_said() {
        assert_eq!(Forecast::of(&STRAIGHT[..3], 4.0), None);
        assert_eq!(Forecast::of(&STRAIGHT, 9.5), None);
        assert_eq!(Forecast::of(&STRAIGHT, 3.0), None);
        assert_eq!(Forecast::of(&[], 3.0), None);
    }

    #[test]
    fn the_further_the_wider() {
        let noisy = [(0.0, 10.0), (1.0, 9.5), (2.0, 7.5), (3.0, 7.2)];
        let wide = |year| {
            let (low, high) = Forecast::of(&noisy, year)
                .and_then(|forecast| forecast.interval(0.8))
                .expect("a range");
            high - low
        };
        assert!(wide(4.0) < wide(5.0) && wide(5.0) < wide(6.0));
    }
}
