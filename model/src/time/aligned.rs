use super::{ComparedSums, Day, Period, PeriodSum};

/// Two periods laid side by side, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// The period as asked for.
    pub whole: Period,
    /// Its complete days.
    pub period: Period,
    /// What the whole of it would be compared with.
    pub other_whole: Period,
    /// What its complete days are compared with.
    pub other: Period,
    /// Each complete day with the day it meets. A public holiday may meet a day
    /// just outside `other`.
    pub pairs: Vec<DayPair>,
}

/// A day and the one it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPair {
    /// The day.
    pub day: Day,
    /// What it meets; `None` for the 29 February of a year without, and for the
    /// days a longer month has more.
    pub other: Option<Day>,
}

/// A day known for less than this does not stand for itself (CalTRACK).
const LEAST_SHARE: f64 = 0.5;

impl Aligned {
    /// Whether the period still runs.
    pub fn is_partial(&self) -> bool {
        self.period != self.whole
    }

    /// The day that a day meets.
    pub fn other_of(&self, day: Day) -> Option<Day> {
        let index = usize::try_from(day.since(self.period.from)).ok()?;
        self.pairs.get(index)?.other
    }

    /// The same, with the other period ended at the same open day: as many open
    /// days on both sides, then no more closed days than followed here. Open days
    /// meet open days, closed ones closed ones, in their order.
    ///
    /// ```
    /// use model::time::{Comparison, Day, Period};
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// // Nine open days of March 2026 are over on Friday 13; February had its
    /// // ninth on Thursday 12.
    /// let weekday = |day: Day| day.weekday_from_monday() < 5;
    /// let march = Period::month_holding(day("2026-03-01"));
    /// let found = Comparison::Previous
    ///     .align(march, day("2026-03-13"), false)
    ///     .to_same_open_day(weekday);
    /// assert_eq!(found.other.to, day("2026-02-13"));
    /// assert_eq!(found.other_of(day("2026-03-12")), Some(day("2026-02-12")));
    /// ```
    #[must_use]
    pub fn to_same_open_day(self, is_open: impl Fn(Day) -> bool) -> Self {
        let open = self.period.days().filter(|day| is_open(*day)).count();
        let last_open = self.period.days().filter(|day| is_open(*day)).last();
        let closed_after = last_open.map_or(i64::from(self.period.length()), |day| {
            i64::from(self.period.to.since(day)) - 1
        });
        let (mut opened, mut closed, mut end) = (0_usize, 0_i64, self.other_whole.from);
        for day in self.other_whole.days() {
            if is_open(day) {
                opened += 1;
                closed = 0;
            } else {
                closed += 1;
            }
            if opened > open || (opened == open && closed > closed_after) {
                break;
            }
            end = day.plus(1);
        }
        let other = Period::new(self.other_whole.from, end);
        let mut open_days = other.days().filter(|day| is_open(*day));
        let mut closed_days = other.days().filter(|day| !is_open(*day));
        let pairs = self.period.days().map(|day| DayPair {
            day,
            other: if is_open(day) {
                open_days.next()
            } else {
                closed_days.next()
            },
        });
        Self {
            pairs: pairs.collect(),
            other,
            ..self
        }
    }

    /// Sums both sides of amounts per day, each given with the share of its day
    /// that is known, 0 to 1; `None` for days nothing is known of.
    pub fn sums(&self, amount: impl Fn(Day) -> Option<(f64, f64)>) -> ComparedSums {
        let side = |period: Period| {
            let (mut sum, mut shares, mut known) = (0.0, 0.0, 0);
            for (amount, share) in period.days().filter_map(&amount) {
                sum += amount;
                shares += share;
                known += u32::from(share > 0.0);
            }
            let length = period.length();
            PeriodSum {
                amount: sum,
                coverage: shares / f64::from(length.max(1)),
                days_known: known,
                days: length,
            }
        };
        let full = |day: Day| {
            let (amount, share) = amount(day)?;
            (share > LEAST_SHARE).then(|| amount / share)
        };
        let (mut like, mut other_like, mut pairs) = (0.0, 0.0, 0);
        for pair in &self.pairs {
            if let Some((here, there)) = full(pair.day).zip(pair.other.and_then(full)) {
                like += here;
                other_like += there;
                pairs += 1;
            }
        }
        ComparedSums {
            now: side(self.period),
            other: side(self.other),
            like,
            other_like,
            pairs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Comparison;
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    fn is_weekday(day: Day) -> bool {
        day.weekday_from_monday() < 5
    }

    #[test]
    fn closed_days_that_follow_are_counted_on_both_sides() {
        // Up to Sunday 8 March 2026: five open days, then two closed ones. The fifth
        // open day of February is Friday 6.
        let march = Period::month_holding(day("2026-03-01"));
        let cut = Comparison::Previous.align(march, day("2026-03-09"), false);
        assert_eq!(cut.to_same_open_day(is_weekday).other.to, day("2026-02-09"));
        // Up to Friday 6 the weekend after it does not count.
        let cut = Comparison::Previous.align(march, day("2026-03-07"), false);
        assert_eq!(cut.to_same_open_day(is_weekday).other.to, day("2026-02-07"));
    }

    #[test]
    fn open_days_meet_open_days() {
        let year = Period::year_holding(day("2026-01-01"));
        let cut = Comparison::Year(2025).align(year, day("2026-03-01"), false);
        let found = cut.to_same_open_day(is_weekday);
        for pair in &found.pairs {
            let met = pair.other.map(is_weekday);
            assert!(
                met.is_none() || met == Some(is_weekday(pair.day)),
                "{pair:?}"
            );
        }
        let open = |period: Period| period.days().filter(|d| is_weekday(*d)).count();
        assert_eq!(open(found.period), open(found.other));
    }

    #[test]
    fn before_the_first_open_day_only_closed_days_count() {
        // 1 March 2026 is a Sunday, so is 1 February.
        let march = Period::month_holding(day("2026-03-01"));
        let cut = Comparison::Previous.align(march, day("2026-03-02"), false);
        assert_eq!(cut.to_same_open_day(is_weekday).other.length(), 1);
    }

    #[test]
    fn more_open_days_than_the_other_month_has_take_all_of_it() {
        let march = Period::month_holding(day("2026-03-01"));
        let whole = Comparison::Previous.align(march, day("2026-04-01"), false);
        let found = whole.to_same_open_day(is_weekday);
        assert_eq!(found.other, Period::month_holding(day("2026-02-01")));
    }

    #[test]
    fn only_days_known_on_both_sides_are_compared() {
        let week = Period::week_holding(day("2026-03-09"));
        let found = Comparison::Previous.align(week, day("2026-04-01"), false);
        let amount = |d: Day| match d {
            // Three quarters of a day known, then less than half, then nothing.
            d if d == day("2026-03-09") => Some((9.0, 0.75)),
            d if d == day("2026-03-10") => Some((1.0, 0.4)),
            d if d == day("2026-03-04") => None,
            d if d >= week.from => Some((12.0, 1.0)),
            _ => Some((10.0, 1.0)),
        };
        let sums = found.sums(amount);
        assert_eq!(
            (sums.now.amount, sums.now.days_known, sums.now.days),
            (70.0, 7, 7)
        );
        assert!((sums.now.coverage - 6.15 / 7.0).abs() < 1e-12);
        assert_eq!((sums.other.amount, sums.other.days_known), (60.0, 6));
        assert_eq!((sums.like, sums.other_like, sums.pairs), (60.0, 50.0, 5));
        assert!(sums.change().is_some_and(|c| (c - 0.2).abs() < 1e-12));
    }
}
