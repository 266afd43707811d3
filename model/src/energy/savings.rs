use serde::{Deserialize, Serialize};

use super::{Correlation, Observation, Reporting, SavingsGrade, Signature, fractional_uncertainty};

/// Energy avoided since works: what the signature of the year before expects in
/// the weather there was, less what was measured (CalTRACK, IPMVP option C).
///
/// Nothing is extended to a year: periods that are not known count on neither side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Savings {
    /// What would have been used without the works.
    pub expected: f64,
    /// What was used.
    pub measured: f64,
    /// Periods known, of those given.
    pub periods: u32,
    /// Days in them.
    pub days: u32,
    /// Uncertainty at 90 %, as a share of what was avoided; `None` where it cannot be told.
    pub uncertainty: Option<f64>,
    /// How far this may be relied on.
    pub grade: SavingsGrade,
}

impl Savings {
    /// The savings over periods of the kind the signature was fitted on, spread
    /// over so many months (12 for a year). Periods whose consumption or one of
    /// whose temperatures is no number are left out; `None` when none is left.
    ///
    /// ```
    /// use model::energy::{Correlation, Observation, Savings, Signature, Slope};
    /// // domain TV-OPTC: base 10 kWh a day, 2 kWh a degree day, 2 100 degree days in a year
    /// let before = Signature {
    ///     heating: Some(Slope { balance: 17.0, per_degree_day: 2.0 }),
    ///     ..Signature::flat(10.0)
    /// };
    /// let temperatures: Vec<f64> = (0..365).map(|d| if d < 210 { 7.0 } else { 20.0 }).collect();
    /// let after: Vec<Observation> = temperatures
    ///     .iter()
    ///     .map(|t| Observation { per_day: 6280.0 / 365.0, temperatures: core::slice::from_ref(t) })
    ///     .collect();
    /// let found = Savings::of(&before, &after, 12.0, Correlation::Held).expect("a year");
    /// assert_eq!(found.expected, 7850.0);
    /// assert!((found.avoided() - 1570.0).abs() < 1e-6);
    /// assert!(found.fraction().is_some_and(|f| (f - 0.20).abs() < 1e-9));
    /// ```
    pub fn of(
        signature: &Signature,
        reporting: &[Observation<'_>],
        months: f64,
        correlation: Correlation,
    ) -> Option<Self> {
        let (mut expected, mut measured, mut periods, mut days) = (0.0, 0.0, 0_u32, 0_u32);
        let mut bills = false;
        for period in reporting.iter().filter(|period| is_known(period)) {
            let length = u32::try_from(period.temperatures.len()).ok()?;
            let of_days = period.temperatures.iter().map(|t| signature.expected(*t));
            expected += of_days.sum::<f64>();
            measured += period.per_day * f64::from(length);
            periods += 1;
            days += length;
            bills |= length > 1;
        }
        if periods == 0 {
            return None;
        }
        let read = Reporting {
            periods,
            months,
            bills,
            fraction: (expected - measured) / expected,
        };
        let uncertainty = fractional_uncertainty(signature, &read, correlation);
        Some(Self {
            expected,
            measured,
            periods,
            days,
            uncertainty,
            grade: SavingsGrade::of(signature, uncertainty),
        })
    }

    /// What was not used; negative when more was.
    pub fn avoided(&self) -> f64 {
        self.expected - self.measured
    }

    /// The same as a share of what was expected; `None` when nothing was.
    pub fn fraction(&self) -> Option<f64> {
        (self.expected > 0.0).then(|| self.avoided() / self.expected)
    }

    /// Half the interval of 90 %, in the unit of the consumption: avoided ± margin.
    pub fn margin(&self) -> Option<f64> {
        self.uncertainty.map(|share| share * self.avoided().abs())
    }
}

fn is_known(period: &Observation<'_>) -> bool {
    let temperatures = period.temperatures;
    let known = !temperatures.is_empty() && temperatures.iter().all(|t| t.is_finite());
    known && period.per_day.is_finite()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_counts_on_neither_side() {
        let before = Signature::flat(10.0);
        let day = |per_day, temperatures| Observation {
            per_day,
            temperatures,
        };
        let after = [
            day(8.0, &[12.0][..]),
            day(f64::NAN, &[12.0]),
            day(8.0, &[f64::NAN]),
            day(8.0, &[]),
        ];
        let found = Savings::of(&before, &after, 12.0, Correlation::Held).expect("one day");
        assert_eq!((found.periods, found.days), (1, 1));
        assert_eq!((found.expected, found.measured), (10.0, 8.0));
        assert_eq!(
            Savings::of(&before, &after[1..], 12.0, Correlation::Held),
            None
        );
    }

    #[test]
    fn a_bill_counts_each_of_its_days() {
        let before = Signature::flat(10.0);
        let bill = [Observation {
            per_day: 9.0,
            temperatures: &[12.0; 30],
        }];
        let found = Savings::of(&before, &bill, 1.0, Correlation::Held).expect("a bill");
        assert_eq!((found.periods, found.days), (1, 30));
        assert_eq!((found.expected, found.measured), (300.0, 270.0));
        // A signature fitted on nothing tells no uncertainty.
        assert_eq!((found.uncertainty, found.margin()), (None, None));
        assert_eq!(found.grade, SavingsGrade::C);
    }
}
