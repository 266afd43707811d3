use core::cell::LazyCell;

use super::{Moment, Track};
use crate::score::{Coverage, Direction};
use crate::time::Day;

/// The amount of one series over the twelve months up to a moment.
///
/// A missing day counts with the worse of the same weekday in the last year
/// that knows it and the mean of the last known twelve months, so that a dead
/// meter never looks like a saving (`docs/METHODS.md`, « Jours manquants »). From the
/// closing of its place on nothing is missing: what is not measured is not used.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// Measured part, in the unit of the series.
    pub measured: f64,
    /// Estimated part where more is worse.
    pub estimated_high: f64,
    /// Estimated part where less is worse.
    pub estimated_low: f64,
    /// Share of the twelve months with data.
    pub coverage: Coverage,
    /// Last day with data up to the moment; `None` when nothing was ever known.
    pub last_day: Option<Day>,
}

/// Whole weeks, so that a Monday stands for a Monday.
const SAME_WEEKDAY_A_YEAR_AGO: i32 = -364;
/// How many years back a missing day looks for its like.
const YEARS_BACK: i32 = 12;
/// A day known for less than half tells little of the whole day.
const LEAST_SHARE: f64 = 0.5;

impl Estimate {
    /// The estimate of a series at a moment.
    pub fn at(days: Track<'_>, moment: Moment) -> Self {
        let from = moment.day.plus_years(-1);
        // What was never known is not missed once its place was closed all the while.
        let over = days.ends().filter(|ends| *ends <= from);
        let Some(last_day) = last_known_before(days, moment).or(over) else {
            return Self::default();
        };
        // Where no day is missing nobody asks for it: half of the time went there.
        let mean = LazyCell::new(|| mean_before(days, last_day));
        let length = moment.day.since(from);
        let mut sum = Self {
            last_day: Some(last_day),
            ..Self::default()
        };
        let (mut covered, mut expected) = (0.0, 0.0);
        for offset in 0..=length {
            let day = from.plus(offset);
            let known = days.counted(day);
            // The first day counts with the share that is still inside the
            // twelve months, today with the share that has passed: seen from
            // later, a past moment has more of its day than it knew.
            let (scale, due) = match offset {
                0 => (1.0 - moment.passed, 1.0 - moment.passed),
                _ if offset == length => {
                    let share = known.map_or(1.0, |known| known.share);
                    ((moment.passed / share).min(1.0), moment.passed)
                }
                _ => (1.0, 1.0),
            };
            expected += due;
            let there = known.map_or(0.0, |k| (k.share * scale).min(due));
            if let Some(known) = known {
                sum.measured += known.sum * scale;
            }
            covered += there;
            let missing = due - there;
            if missing > 1e-9 {
                let like = same_day_before(days, day);
                sum.estimated_high += missing * like.map_or(*mean, |l| l.max(*mean));
                sum.estimated_low += missing * like.map_or(*mean, |l| l.min(*mean));
            }
        }
        sum.coverage = Coverage::of(if expected > 0.0 {
            covered / expected
        } else {
            0.0
        });
        sum
    }

    /// The amount of a calendar year, estimated in the same way.
    pub fn of_year(days: Track<'_>, year: i16) -> Self {
        let after = Day::from_ymd(year.saturating_add(1), 1, 1).unwrap_or_default();
        let moment = Moment {
            at: crate::time::At::default(),
            day: after,
            passed: 0.0,
        };
        // Nothing after the year may enter: the last known day is searched from its end.
        Self::at(days, moment)
    }

    /// The estimated part for an indicator of that direction.
    pub fn estimated(&self, direction: Direction) -> f64 {
        match direction {
            Direction::Down => self.estimated_high,
            Direction::Up => self.estimated_low,
            Direction::Band | Direction::Context => {
                f64::midpoint(self.estimated_high, self.estimated_low)
            }
        }
    }

    /// Measured and estimated together.
    pub fn amount(&self, direction: Direction) -> f64 {
        self.measured + self.estimated(direction)
    }

    /// Whether something was ever known.
    pub const fn is_known(&self) -> bool {
        self.last_day.is_some()
    }

    /// Known once, but silent for more than half of the twelve months.
    pub fn is_stale(&self) -> bool {
        self.is_known() && !self.coverage.is_scored()
    }
}

fn last_known_before(days: Track<'_>, moment: Moment) -> Option<Day> {
    let first = days.first_day()?;
    let latest = days.last_known_day()?;
    // A picture of the past must not know the future.
    let end = if moment.passed > 0.0 {
        moment.day
    } else {
        moment.day.plus(-1)
    };
    let mut day = latest.min(end);
    while day >= first {
        if days.known(day).is_some() {
            return Some(day);
        }
        day = day.plus(-1);
    }
    None
}

/// Mean amount of a whole day over the twelve months that end with the last known day.
fn mean_before(days: Track<'_>, last: Day) -> f64 {
    let (mut sum, mut share) = (0.0, 0.0);
    for back in 0..365 {
        if let Some(known) = days.known(last.plus(-back)) {
            sum += known.sum;
            share += known.share;
        }
    }
    if share > 0.0 { sum / share } else { 0.0 }
}

fn same_day_before(days: Track<'_>, day: Day) -> Option<f64> {
    let first = days.first_day()?;
    (1..=YEARS_BACK)
        .map(|years| day.plus(years * SAME_WEEKDAY_A_YEAR_AGO))
        .take_while(|&before| before >= first)
        .find_map(|before| days.known(before).filter(|k| k.share >= LEAST_SHARE))
        .map(|known| known.sum / known.share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::SeriesDays;
    use crate::measure::DayTotal;
    use crate::time::Zone;

    fn filled(from: i32, to: i32, amount: impl Fn(i32) -> f64) -> SeriesDays {
        let mut days = SeriesDays::new(None);
        for n in from..to {
            days.set(
                Day::from_number(n),
                DayTotal::new(amount(n), 86_400),
                86_400,
            );
        }
        days
    }

    fn start_of(number: i32) -> Moment {
        Moment::start_of(Day::from_number(number), &Zone::utc())
    }

    #[test]
    fn a_full_year_is_its_sum() {
        let days = filled(20_000, 20_400, |_| 2.0);
        let estimate = Estimate::at(Track::measured_by(&days), start_of(20_400));
        assert_eq!(estimate.measured, 730.0);
        assert_eq!(estimate.coverage, Coverage::FULL);
        assert_eq!(estimate.amount(Direction::Down), 730.0);
    }

    #[test]
    fn missing_days_count_at_the_worse_of_last_year_and_mean() {
        // Last year 3 a day, this year 1 a day with its last 10 days missing.
        let days = filled(20_000, 20_720, |n| if n < 20_365 { 3.0 } else { 1.0 });
        let estimate = Estimate::at(Track::measured_by(&days), start_of(20_730));
        assert_eq!(estimate.measured, 355.0);
        // Same weekday 364 days before 20 720..20 730: 1 a day; mean of the last known year is higher.
        assert!(estimate.estimated_high >= 10.0);
        assert!(estimate.estimated_high > estimate.estimated_low);
    }

    #[test]
    fn a_silent_meter_never_falls_as_time_passes() {
        let days = filled(20_000, 20_800, |n| 5.0 + f64::from(n % 7));
        let mut before =
            Estimate::at(Track::measured_by(&days), start_of(20_800)).amount(Direction::Down);
        for day in 20_801..21_600 {
            let now =
                Estimate::at(Track::measured_by(&days), start_of(day)).amount(Direction::Down);
            // 365 days are 52 weeks and a day: the weekday mix moves by one day.
            assert!(now >= before - 7.0, "day {day}: {before} -> {now}");
            before = now;
        }
    }

    #[test]
    fn nothing_is_missing_of_a_place_that_is_closed() {
        let days = filled(20_000, 20_400, |_| 2.0);
        let closed = Track::measured_by(&days).until(Some(Day::from_number(20_400)));
        let at = |track, day| Estimate::at(track, start_of(day));
        let half = at(closed, 20_500);
        assert_eq!(half.coverage, Coverage::FULL);
        assert_eq!(half.amount(Direction::Down), 2.0 * 265.0);
        let year = at(closed, 20_800);
        assert_eq!((year.coverage, year.measured), (Coverage::FULL, 0.0));
        // Days that were missing before the closing stay missing, at their worse like.
        let late = Track::measured_by(&days).until(Some(Day::from_number(20_410)));
        let late = at(late, 20_500);
        assert!(late.coverage < Coverage::FULL);
        assert_eq!(late.amount(Direction::Down), 2.0 * 275.0);
        // What goes on being measured counts.
        let used = Track::measured_by(&days).until(Some(Day::from_number(20_300)));
        assert_eq!(at(used, 20_500).amount(Direction::Down), 2.0 * 265.0);
    }

    #[test]
    fn what_was_never_measured_is_missed_until_a_year_after_its_closing() {
        let days = SeriesDays::new(None);
        let closed = Track::measured_by(&days).until(Some(Day::from_number(20_000)));
        assert!(!Estimate::at(closed, start_of(20_300)).is_known());
        let after = Estimate::at(closed, start_of(20_400));
        assert_eq!(after.coverage, Coverage::FULL);
        assert_eq!(after.amount(Direction::Down), 0.0);
    }

    #[test]
    fn the_past_does_not_know_the_future() {
        let mut days = filled(20_000, 20_365, |_| 1.0);
        let before = Estimate::at(Track::measured_by(&days), start_of(20_365));
        days.set(
            Day::from_number(20_500),
            DayTotal::new(99.0, 86_400),
            86_400,
        );
        // Nor the rest of the very day.
        days.set(
            Day::from_number(20_365),
            DayTotal::new(99.0, 86_400),
            86_400,
        );
        assert_eq!(
            Estimate::at(Track::measured_by(&days), start_of(20_365)),
            before
        );
    }

    #[test]
    fn today_is_due_only_up_to_now() {
        let mut days = filled(20_000, 20_400, |_| 24.0);
        days.set(
            Day::from_number(20_400),
            DayTotal::new(12.0, 43_200),
            86_400,
        );
        let noon = Moment {
            passed: 0.5,
            ..start_of(20_400)
        };
        let estimate = Estimate::at(Track::measured_by(&days), noon);
        assert_eq!(estimate.coverage, Coverage::FULL);
        assert!((estimate.amount(Direction::Down) - 365.0 * 24.0).abs() < 1e-9);
    }
}
