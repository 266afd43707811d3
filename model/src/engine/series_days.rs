use crate::measure::DayTotal;
use crate::time::Day;

/// The day totals of one series, dense from its first day, ready for yearly sums; looked at
/// through a [`super::track::Track`], and inlined there for its reason.
#[derive(Debug, Clone, Default)]
pub struct SeriesDays {
    first: Day,
    sums_micro: Vec<i64>,
    /// Share of the day with data, in ten-thousandths.
    covered: Vec<u16>,
    /// A second figure of the day, NaN where unknown and empty when nobody asks for
    /// it: the base load of an interval series as an amount, the mean of a gauge.
    side: Vec<f32>,
    /// Days of a zero run so long that it means silence.
    muted: Vec<bool>,
    /// A run of this many zero days is silence.
    zero_days: Option<u16>,
}

/// One known day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownDay {
    /// Amount in the unit of the series.
    pub sum: f64,
    /// Share of the day with data, above 0 and at most 1.
    pub share: f64,
}

impl SeriesDays {
    /// No days yet; zero runs of `zero_days` or more will mean silence.
    pub fn new(zero_days: Option<u16>) -> Self {
        Self {
            zero_days,
            ..Self::default()
        }
    }

    /// Puts the total of a day of `length_s` seconds in place of what was known of it.
    pub fn set(&mut self, day: Day, total: DayTotal, length_s: u32) {
        let index = self.make_room(day);
        let share = u64::from(total.covered_s.min(length_s)) * 10_000 / u64::from(length_s.max(1));
        if let (Some(sum), Some(covered)) =
            (self.sums_micro.get_mut(index), self.covered.get_mut(index))
        {
            *sum = total.sum_micro;
            *covered = u16::try_from(share).unwrap_or(10_000);
        }
        self.mute_around(index);
    }

    /// Remembers the second figure of a day: the base load as the amount it makes
    /// over the covered part of the day, or the mean of a gauge.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "seven digits are more than is ever shown of it"
    )]
    pub fn set_side(&mut self, day: Day, figure: f64) {
        let index = self.make_room(day);
        if self.side.len() < self.covered.len() {
            self.side.resize(self.covered.len(), f32::NAN);
        }
        if let Some(side) = self.side.get_mut(index) {
            *side = figure as f32;
        }
    }

    /// The base load of a day; `None` when it is silent, or was never told.
    pub fn known_base(&self, day: Day) -> Option<KnownDay> {
        let known = self.known(day)?;
        Some(KnownDay {
            sum: self.known_side(day)?.min(known.sum),
            share: known.share,
        })
    }

    /// The second figure of a day: for a gauge its mean.
    pub fn known_side(&self, day: Day) -> Option<f64> {
        let index = usize::try_from(day.since(self.first)).ok()?;
        let side = f64::from(*self.side.get(index)?);
        side.is_finite().then_some(side)
    }

    /// First day that was ever set.
    pub fn first_day(&self) -> Option<Day> {
        (!self.covered.is_empty()).then_some(self.first)
    }

    /// Last day with data that counts.
    pub fn last_known_day(&self) -> Option<Day> {
        let index = (0..self.covered.len()).rev().find(|&i| self.is_known(i))?;
        Some(self.first.plus(i32::try_from(index).ok()?))
    }

    /// What is known of a day; `None` when it is silent.
    #[inline]
    pub fn known(&self, day: Day) -> Option<KnownDay> {
        let index = usize::try_from(day.since(self.first)).ok()?;
        if !self.is_known(index) {
            return None;
        }
        let sum = *self.sums_micro.get(index)?;
        Some(KnownDay {
            sum: crate::measure::from_micro(i128::from(sum)),
            share: f64::from(*self.covered.get(index)?) / 10_000.0,
        })
    }

    /// Whether a day holds zeros that mean silence.
    pub fn is_muted(&self, day: Day) -> bool {
        usize::try_from(day.since(self.first))
            .ok()
            .and_then(|index| self.muted.get(index))
            .is_some_and(|muted| *muted)
    }

    #[inline]
    fn is_known(&self, index: usize) -> bool {
        self.covered.get(index).is_some_and(|&c| c > 0)
            && self.muted.get(index).is_some_and(|&m| !m)
    }

    fn make_room(&mut self, day: Day) -> usize {
        if self.covered.is_empty() {
            self.first = day;
        }
        let before = usize::try_from(self.first.since(day)).unwrap_or(0);
        if before > 0 {
            self.sums_micro
                .splice(0..0, core::iter::repeat_n(0, before));
            self.covered.splice(0..0, core::iter::repeat_n(0, before));
            self.muted.splice(0..0, core::iter::repeat_n(false, before));
            if !self.side.is_empty() {
                let unknown = core::iter::repeat_n(f32::NAN, before);
                self.side.splice(0..0, unknown);
            }
            self.first = day;
        }
        let index = usize::try_from(day.since(self.first)).unwrap_or(0);
        if index >= self.covered.len() {
            self.sums_micro.resize(index + 1, 0);
            self.covered.resize(index + 1, 0);
            self.muted.resize(index + 1, false);
        }
        index
    }

    /// Marks again the zero runs that a change at `index` may have made, joined or cut.
    fn mute_around(&mut self, index: usize) {
        let Some(limit) = self.zero_days.map(usize::from) else {
            return;
        };
        let from = (0..index)
            .rev()
            .take_while(|&i| !self.ends_run(i))
            .last()
            .unwrap_or(index);
        let to = (index + 1..self.covered.len())
            .take_while(|&i| !self.ends_run(i))
            .last()
            .unwrap_or(index);
        let mut run = from..from;
        for i in from..=to + 1 {
            if i <= to && !self.ends_run(i) {
                run.end = i + 1;
                continue;
            }
            let zeros = run.clone().filter(|&j| self.is_zero(j)).count();
            if let Some(muted) = self.muted.get_mut(run) {
                muted.fill(zeros >= limit);
            }
            if let Some(muted) = self.muted.get_mut(i).filter(|_| i <= to) {
                *muted = false;
            }
            run = i + 1..i + 1;
        }
    }

    /// A day with an amount ends a zero run; a day without data does not.
    fn ends_run(&self, index: usize) -> bool {
        self.covered.get(index).is_none_or(|&c| c > 0)
            && self.sums_micro.get(index).is_none_or(|&s| s != 0)
    }

    fn is_zero(&self, index: usize) -> bool {
        self.covered.get(index).is_some_and(|&c| c > 0)
            && self.sums_micro.get(index).is_some_and(|&s| s == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(days: &mut SeriesDays, number: i32, amount: f64) {
        days.set(
            Day::from_number(number),
            DayTotal::new(amount, 86_400),
            86_400,
        );
    }

    #[test]
    fn a_zero_day_of_electricity_is_silence() {
        let mut days = SeriesDays::new(Some(1));
        set(&mut days, 10, 5.0);
        set(&mut days, 11, 0.0);
        assert!(days.known(Day::from_number(10)).is_some());
        assert_eq!(days.known(Day::from_number(11)), None);
        set(&mut days, 11, 4.0);
        assert_eq!(days.known(Day::from_number(11)).map(|d| d.sum), Some(4.0));
    }

    #[test]
    fn a_summer_without_gas_is_known_a_year_without_is_not() {
        let mut days = SeriesDays::new(Some(160));
        set(&mut days, 0, 9.0);
        (1..160).for_each(|d| set(&mut days, d, 0.0));
        assert_eq!(days.known(Day::from_number(100)).map(|d| d.sum), Some(0.0));
        set(&mut days, 160, 0.0);
        assert_eq!(days.known(Day::from_number(100)), None);
        assert_eq!(days.last_known_day(), Some(Day::from_number(0)));
        set(&mut days, 80, 1.0);
        assert!(days.known(Day::from_number(100)).is_some());
    }

    #[test]
    fn order_of_arrival_does_not_matter() {
        let mut forward = SeriesDays::new(Some(3));
        let mut backward = SeriesDays::new(Some(3));
        let amounts = [1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 3.0];
        for (i, amount) in (0i32..).zip(amounts) {
            set(&mut forward, i, amount);
        }
        for (i, amount) in (0i32..).zip(amounts).collect::<Vec<_>>().into_iter().rev() {
            set(&mut backward, i, amount);
        }
        for i in 0..8 {
            let day = Day::from_number(i);
            assert_eq!(forward.known(day), backward.known(day), "day {i}");
        }
        assert_eq!(forward.known(Day::from_number(2)), None);
        assert!(forward.known(Day::from_number(5)).is_some());
    }
}
