/// What sub-meters tell of the meter above them, over the days that all of them know.
///
/// A day that one of them lacks is left out for all: its energy would pass for a
/// use that nobody counts.
#[derive(Debug, Clone, PartialEq)]
pub struct MeterBalance {
    /// Days that all of them know.
    pub days: u32,
    /// Amount of the main meters.
    pub main: f64,
    /// Amount of each sub-meter.
    pub parts: Vec<f64>,
}

impl MeterBalance {
    /// Adds up days of equal position. `main` and each of `parts` hold one amount a
    /// day, in one unit; a shorter list knows nothing of the days it lacks.
    ///
    /// ```
    /// use model::energy::MeterBalance;
    /// let main = [Some(100.0), Some(120.0), Some(110.0)];
    /// let servers = vec![Some(40.0), Some(42.0), None];
    /// let light = vec![Some(25.0), Some(23.0), Some(30.0)];
    /// let balance = MeterBalance::of(&main, &[servers, light]);
    /// assert_eq!((balance.days, balance.main), (2, 220.0));
    /// assert_eq!(balance.parts, [82.0, 48.0]);
    /// assert_eq!(balance.rest(), 90.0);
    /// assert!(!balance.is_exceeded(0.02));
    /// ```
    pub fn of(main: &[Option<f64>], parts: &[Vec<Option<f64>>]) -> Self {
        let mut balance = Self {
            days: 0,
            main: 0.0,
            parts: vec![0.0; parts.len()],
        };
        for (position, amount) in main.iter().enumerate() {
            let of_parts: Option<Vec<f64>> = parts
                .iter()
                .map(|days| days.get(position).copied().flatten())
                .collect();
            let (Some(amount), Some(of_parts)) = (amount, of_parts) else {
                continue;
            };
            balance.days += 1;
            balance.main += amount;
            for (sum, part) in balance.parts.iter_mut().zip(of_parts) {
                *sum += part;
            }
        }
        balance
    }

    /// What no sub-meter counts; negative where they count more than the main meter.
    pub fn rest(&self) -> f64 {
        self.main - self.parts.iter().sum::<f64>()
    }

    /// Whether the sub-meters together count more than the main meter by more than
    /// a share of it: then one of them counts wrongly.
    pub fn is_exceeded(&self, tolerance: f64) -> bool {
        self.rest() < -tolerance * self.main.abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_beyond_the_whole_are_told() {
        let balance = MeterBalance::of(&[Some(100.0)], &[vec![Some(70.0)], vec![Some(40.0)]]);
        assert!((balance.rest() + 10.0).abs() < 1e-9);
        assert!(balance.is_exceeded(0.02) && !balance.is_exceeded(0.2));
    }

    #[test]
    fn nothing_known_together_is_no_balance() {
        let balance = MeterBalance::of(&[Some(1.0), None], &[vec![None, Some(1.0)]]);
        assert_eq!((balance.days, balance.main, balance.rest()), (0, 0.0, 0.0));
        assert_eq!(MeterBalance::of(&[Some(1.0)], &[Vec::new()]).days, 0);
    }
}
