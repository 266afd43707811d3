use super::{Forecast, Widening};

/// How often past forecasts held what they promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calibration {
    /// Forecasts that can be checked today.
    pub checked: u32,
    /// Of which the value came to lie in the range that was to hold it.
    pub inside: u32,
}

impl Calibration {
    /// Leads each history from each of its former ends to every later value, and looks
    /// whether that value lies in the range of so high a probability, widened by what the
    /// other histories teach: nothing is checked by what it taught itself.
    ///
    /// ```
    /// use model::score::Calibration;
    /// let history: Vec<(f64, f64)> = [9.0, 8.7, 8.1, 7.9, 7.4, 7.2]
    ///     .into_iter().zip(0..).map(|(value, year)| (f64::from(year), value)).collect();
    /// // from 4 values to the fifth and sixth, from 5 to the sixth
    /// let found = Calibration::of([history.as_slice()], 0.8);
    /// assert_eq!((found.checked, found.inside), (3, 3));
    /// ```
    pub fn of<'a>(histories: impl IntoIterator<Item = &'a [(f64, f64)]>, probability: f64) -> Self {
        let histories: Vec<&[(f64, f64)]> = histories.into_iter().collect();
        let mut found = Self::default();
        for (place, history) in histories.iter().enumerate() {
            let others = histories
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let widening = Widening::of(others.map(|(_, other)| *other), probability);
            for end in Forecast::LEAST..history.len() {
                let (known, later) = history.split_at(end);
                for (year, value) in later {
                    let forecast = Forecast::of(known, *year).map(|forecast| {
                        widening.map_or(forecast, |widening| widening.widen(forecast))
                    });
                    let range = forecast.and_then(|forecast| forecast.interval(probability));
                    let Some((low, high)) = range else {
                        continue;
                    };
                    found.checked += 1;
                    found.inside += u32::from((low..=high).contains(value));
                }
            }
        }
        found
    }

    /// Share inside; `None` where nothing could be checked.
    pub fn share(self) -> Option<f64> {
        (self.checked > 0).then(|| f64::from(self.inside) / f64::from(self.checked))
    }
}
