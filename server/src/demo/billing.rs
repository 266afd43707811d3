use model::measure::{Quality, Reading};
use model::time::{At, Day};

use super::days::Days;
use super::draws::{Draws, subject};
use super::meter::Meter;

/// When a supplier bills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Billing {
    /// Every month, every third bill from a reading; the others are estimated
    /// and made good by the next one that is not.
    Monthly,
    /// Whenever the tank is filled.
    Deliveries,
}

/// Usual days of a delivery; each comes up to nine days sooner or later.
const DELIVERIES: [(i8, i8); 5] = [(1, 16), (2, 25), (4, 18), (10, 24), (12, 8)];
/// A first bill shorter than this is joined to the second.
const SHORTEST: i32 = 25;
/// How far an estimate is off, at most.
const OFF: f64 = 0.14;

/// One bill: the days `[from, to)`.
#[derive(Debug, Clone, Copy)]
struct Period {
    from: Day,
    to: Day,
}

impl Billing {
    /// Seconds a bill covers, about.
    pub(super) const fn step_s(self) -> u32 {
        match self {
            Self::Monthly => 31 * 86_400,
            Self::Deliveries => 92 * 86_400,
        }
    }

    /// Readings at the instants `[from, to)`: of each bill, 0 at its start and
    /// the amount one second before its end.
    pub(super) fn readings(self, meter: &Meter, days: &Days, from: At, to: At) -> Vec<Reading> {
        let [first, last] = [from, to].map(|at| days.zone.day(at));
        let periods = self.periods(meter, first, last);
        let mut readings = Vec::new();
        for (nth, period) in periods.iter().enumerate() {
            let start = days.zone.start_of_day(period.from);
            if (from..to).contains(&start) {
                readings.push(Reading {
                    at: start,
                    value: 0.0,
                    quality: Quality::Replaced,
                });
            }
            let end = days.zone.start_of_day(period.to).plus_seconds(-1);
            if (from..to).contains(&end) {
                let before = nth
                    .checked_sub(2)
                    .and_then(|nth| periods.get(nth..nth + 2))
                    .unwrap_or_default();
                readings.push(self.bill(meter, days, before, *period, end));
            }
        }
        readings
    }

    fn bill(
        self,
        meter: &Meter,
        days: &Days,
        before: &[Period],
        period: Period,
        at: At,
    ) -> Reading {
        let used = |period: Period| meter.before(days, period.to) - meter.before(days, period.from);
        let estimate = |period: Period| {
            let key = subject(meter.code.as_str());
            let mut draws = Draws::new(days.seed, key, period.from.number());
            (used(period) * draws.between(1.0 - OFF, 1.0 + OFF)).round()
        };
        let (value, quality) = match self {
            Self::Deliveries => (used(period), Quality::Measured),
            Self::Monthly if period.from.date().month() % 3 != 0 => {
                (estimate(period), Quality::Estimated)
            }
            Self::Monthly => {
                let owed = before.iter().map(|p| used(*p) - estimate(*p));
                (used(period) + owed.sum::<f64>(), Quality::Measured)
            }
        };
        Reading {
            at,
            value: value.round().max(0.0),
            quality,
        }
    }

    /// Every bill that touches the days, and the two before.
    fn periods(self, meter: &Meter, first: Day, last: Day) -> Vec<Period> {
        let earliest = meter.since.plus(SHORTEST);
        let years = first.year() - 1..=last.year() + 1;
        let mut starts: Vec<Day> = years
            .flat_map(|year| self.starts(meter, year))
            .filter(|start| *start > earliest)
            .collect();
        if starts
            .first()
            .is_none_or(|start| start.year() <= meter.since.year())
        {
            starts.insert(0, meter.since);
        }
        starts
            .windows(2)
            .filter_map(|pair| match *pair {
                [from, to] => Some(Period { from, to }),
                _ => None,
            })
            .collect()
    }

    fn starts(self, meter: &Meter, year: i16) -> Vec<Day> {
        let mut draws = Draws::new(subject(meter.code.as_str()), 0, i32::from(year));
        let usual: Vec<(i8, i8)> = match self {
            Self::Monthly => (1..=12).map(|month| (month, 3)).collect(),
            Self::Deliveries => DELIVERIES.to_vec(),
        };
        let late: i32 = if self == Self::Monthly { 2 } else { 9 };
        usual
            .into_iter()
            .filter_map(|(month, day)| {
                let moved = draws.whole(0, u32::try_from(2 * late + 1).unwrap_or(1));
                let usual = Day::from_ymd(year, month, day)?;
                Some(usual.plus(i32::try_from(moved).ok()? - late))
            })
            .collect()
    }
}
