use super::derivation::Derivation;
use super::series_days::{KnownDay, SeriesDays};
use crate::time::Day;

/// The days of a series, measured or worked out from those of another.
///
/// A picture of a town looks at some million of them: its looks are inlined, since across
/// units of compilation the call takes as long as the look.
#[derive(Debug, Clone, Copy)]
pub struct Track<'a> {
    days: &'a SeriesDays,
    derivation: Option<&'a Derivation>,
    /// From which day on nothing is expected: its place is closed.
    ends: Option<Day>,
}

impl<'a> Track<'a> {
    /// Measured days as they are.
    pub const fn measured_by(days: &'a SeriesDays) -> Self {
        Self {
            days,
            derivation: None,
            ends: None,
        }
    }

    /// Days that follow from measured ones.
    pub(super) const fn derived(days: &'a SeriesDays, derivation: &'a Derivation) -> Self {
        Self {
            days,
            derivation: Some(derivation),
            ends: None,
        }
    }

    /// The same of a place that is closed from a day on.
    #[must_use]
    pub(super) const fn until(self, ends: Option<Day>) -> Self {
        Self { ends, ..self }
    }

    /// From which day on nothing is expected.
    pub const fn ends(&self) -> Option<Day> {
        self.ends
    }

    /// What counts for a day: what is known of it; a silent day is one without use from
    /// the closing of its place on.
    #[inline]
    pub fn counted(&self, day: Day) -> Option<KnownDay> {
        let unused = KnownDay {
            sum: 0.0,
            share: 1.0,
        };
        let is_over = self.ends.is_some_and(|ends| ends <= day);
        self.known(day).or_else(|| is_over.then_some(unused))
    }

    /// First day that was ever set.
    pub fn first_day(&self) -> Option<Day> {
        self.days.first_day()
    }

    /// Last day with data that counts.
    pub fn last_known_day(&self) -> Option<Day> {
        let last = self.days.last_known_day()?;
        match self.derivation {
            None => Some(last),
            Some(_) => {
                let first = self.first_day()?;
                (first.number()..=last.number())
                    .rev()
                    .map(Day::from_number)
                    .find(|&day| self.known(day).is_some())
            }
        }
    }

    /// What is known of a day; `None` when it is silent.
    #[inline]
    pub fn known(&self, day: Day) -> Option<KnownDay> {
        let Some(derivation) = self.derivation else {
            return self.days.known(day);
        };
        let known = self.days.known(day)?;
        let base = || self.days.known_base(day).map(|base| base.sum);
        Some(KnownDay {
            sum: derivation.take(day, known.sum, base)?,
            share: known.share,
        })
    }

    /// The base load of a day as the amount it makes, where its hours are known.
    pub fn base(&self, day: Day) -> Option<f64> {
        let base = self.days.known_base(day)?.sum;
        match self.derivation {
            None => Some(base),
            Some(derivation) => Some(base * derivation.factor(day)?),
        }
    }

    /// Whether a day holds zeros that mean silence.
    pub fn is_muted(&self, day: Day) -> bool {
        self.days.is_muted(day)
    }

    /// What was measured on the days `[from, to)`; `None` when no day of them is known.
    pub fn measured(&self, from: Day, to: Day) -> Option<f64> {
        self.known_days(from, to)
            .map(|(_, known)| known.sum)
            .reduce(|a, b| a + b)
    }

    /// The known days of `[from, to)`, in order.
    pub fn known_days(&self, from: Day, to: Day) -> impl Iterator<Item = (Day, KnownDay)> {
        (from.number()..to.number()).filter_map(|n| {
            let day = Day::from_number(n);
            Some((day, self.known(day)?))
        })
    }
}
