use model::measure::{Quality, Reading};
use model::time::{At, Day};

use super::days::Days;
use super::load::Sending;
use super::meter::Meter;

/// A cumulative meter, read at each midnight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counter {
    /// What it showed at the start of the data.
    pub(super) first: f64,
    /// Read each hour since then.
    pub(super) hourly_from: Option<Day>,
    /// The day another meter took its place.
    pub(super) replaced: Option<Day>,
}

/// Hours after midnight at which a fitter takes the old meter off.
const FITTED_AFTER: usize = 10;

impl Counter {
    /// Seconds from one reading to the next.
    pub(super) const fn step_s(self) -> u32 {
        if self.hourly_from.is_some() {
            3600
        } else {
            86_400
        }
    }

    /// Its readings at the instants `[from, to)`.
    pub(super) fn readings(self, meter: &Meter, days: &Days, from: At, to: At) -> Vec<Reading> {
        let last = days.zone.day(to.plus_millis(-1));
        let mut readings = Vec::new();
        for number in days.zone.day(from).number().max(meter.since.number())..=last.number() {
            let day = Day::from_number(number);
            if meter.sending(day) == Sending::Nothing {
                continue;
            }
            self.day(meter, days, day, &mut readings);
        }
        readings.retain(|reading| (from..to).contains(&reading.at));
        readings
    }

    fn day(self, meter: &Meter, days: &Days, day: Day, into: &mut Vec<Reading>) {
        let hourly = self.hourly_from.is_some_and(|from| from <= day);
        let fitted = self.replaced == Some(day);
        let mut shown = self.shown(meter, days, day);
        let measured = |at, value: f64, quality| Reading {
            at,
            value: (value * 1000.0).round() / 1000.0,
            quality,
        };
        if !hourly && !fitted {
            let midnight = days.zone.start_of_day(day);
            into.push(measured(midnight, shown, Quality::Measured));
            return;
        }
        for (nth, (at, amount)) in meter
            .used(days.seed, &days.facts(day))
            .into_iter()
            .enumerate()
        {
            let swap = fitted && nth == FITTED_AFTER;
            if swap {
                shown = 0.0;
            }
            if hourly || swap || nth == 0 {
                let quality = if swap {
                    Quality::Replaced
                } else {
                    Quality::Measured
                };
                into.push(measured(at, shown, quality));
            }
            shown += amount;
        }
    }

    /// What it shows at the start of a day.
    fn shown(self, meter: &Meter, days: &Days, day: Day) -> f64 {
        let counted = meter.before(days, day);
        match self.replaced.filter(|replaced| *replaced < day) {
            None => self.first + counted,
            Some(replaced) => {
                let that_day = meter.used(days.seed, &days.facts(replaced));
                let by_old = that_day.iter().take(FITTED_AFTER).map(|(_, amount)| amount);
                counted - meter.before(days, replaced) - by_old.sum::<f64>()
            }
        }
    }
}
