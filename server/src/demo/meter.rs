use std::sync::OnceLock;

use model::city::{PlaceCode, Series, SeriesCode, SeriesRole};
use model::measure::{Quality, Reading, Unit};
use model::time::{At, Day};

use super::day_facts::DayFacts;
use super::days::Days;
use super::fluid::Fluid;
use super::gas_coefficient::gas_coefficient;
use super::load::{Load, Sending};
use super::register::Register;
use super::submeter::Submeter;

/// A meter of a building, and what it will tell.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    /// Code of the series and of the place.
    pub(super) code: SeriesCode,
    pub(super) name: String,
    pub(super) fluid: Fluid,
    pub(super) serial: String,
    /// What it counts, by the position of the building among the sites; it
    /// stands in the first.
    pub(super) loads: Vec<(usize, Load)>,
    /// The part of the loads that a sub-meter counts.
    pub(super) part: Option<Submeter>,
    pub(super) register: Register,
    /// The first day of its data.
    pub(super) since: Day,
    /// What it counted before each day at hand, filled when first asked for.
    pub(super) counted: OnceLock<Vec<f64>>,
}

impl Meter {
    /// Position of the building it stands in.
    pub(super) fn site(&self) -> Option<usize> {
        self.loads.first().map(|(site, _)| *site)
    }

    /// How it enters sums.
    pub(super) const fn role(&self) -> SeriesRole {
        match (self.part, self.loads.as_slice()) {
            (Some(_), _) => SeriesRole::Sub,
            (None, [_, _, ..]) => SeriesRole::Shared,
            (None, _) => SeriesRole::Main,
        }
    }

    /// Its series; `None` when a code or a unit is not valid, which the tests exclude.
    pub(super) fn series(&self) -> Option<Series> {
        let (kind, step_s) = self.register.kind();
        Some(Series {
            code: SeriesCode::clone(&self.code),
            place: PlaceCode::new(self.code.as_str()).ok()?,
            quantity: self.fluid.quantity().parse().ok()?,
            unit: self.fluid.unit().parse::<Unit>().ok()?,
            kind,
            step_s,
            zero_is_missing: false,
            rollover_at: None,
            role: self.role(),
        })
    }

    /// Readings at the instants `[from, to)`; of amounts, those whose hour starts there.
    pub(super) fn readings(&self, days: &Days, from: At, to: At) -> Vec<Reading> {
        match self.register {
            Register::Hourly => self.hourly(days, from, to),
            Register::Counter(counter) => counter.readings(self, days, from, to),
            Register::Billed(billing) => billing.readings(self, days, from, to),
        }
    }

    /// What is consumed each hour of a day in the unit of the meter, whether it tells or not.
    pub(super) fn used(&self, seed: u64, day: &DayFacts) -> Vec<(At, f64)> {
        let mut hours: Vec<(At, f64)> = Vec::new();
        for (_, load) in &self.loads {
            let used = load.used(seed, day);
            if hours.is_empty() {
                hours = used;
            } else {
                for (sum, (_, amount)) in hours.iter_mut().zip(used) {
                    sum.1 += amount;
                }
            }
        }
        if self.fluid == Fluid::GasVolume {
            let coefficient = gas_coefficient(seed, day.day);
            hours
                .iter_mut()
                .for_each(|(_, amount)| *amount /= coefficient);
        }
        if let (Some(part), Some((_, load))) = (self.part, self.loads.first()) {
            for ((_, amount), hour) in hours.iter_mut().zip(&day.hours) {
                let share = part.share(day.people.share(load.of(), hour.clock), hour.dark);
                *amount = (*amount * share * 100.0).round() / 100.0;
            }
        }
        hours
    }

    /// What it counted from its first day to the start of another, in its unit.
    pub(super) fn before(&self, days: &Days, day: Day) -> f64 {
        let counted = self.counted.get_or_init(|| {
            let mut sum = 0.0;
            let kept = days.kept().iter().filter(|facts| self.since <= facts.day);
            let after_each = kept.map(|facts| {
                sum += self.of_day(days.seed, facts);
                sum
            });
            core::iter::once(0.0).chain(after_each).collect()
        });
        let nth = usize::try_from(day.since(self.since)).unwrap_or(0);
        match (counted.get(nth), counted.last()) {
            (Some(before), _) => *before,
            (None, Some(last)) => {
                let known = i32::try_from(counted.len() - 1).unwrap_or(0);
                let further = self.since.number() + known..day.number();
                further
                    .map(|n| self.of_day(days.seed, &days.facts(Day::from_number(n))))
                    .fold(*last, |sum, amount| sum + amount)
            }
            (None, None) => 0.0,
        }
    }

    /// What it sends that day.
    pub(super) fn sending(&self, day: Day) -> Sending {
        let load = self.loads.first();
        load.map_or(Sending::Nothing, |(_, load)| load.sending(day))
    }

    fn of_day(&self, seed: u64, day: &DayFacts) -> f64 {
        self.used(seed, day).iter().map(|(_, amount)| amount).sum()
    }

    fn hourly(&self, days: &Days, from: At, to: At) -> Vec<Reading> {
        let first = days.zone.day(from).max(self.since);
        let last = days.zone.day(to.plus_millis(-1));
        let mut readings = Vec::new();
        for number in first.number()..=last.number() {
            let day = Day::from_number(number);
            let sending = self.sending(day);
            if sending == Sending::Nothing {
                continue;
            }
            let hours = self.used(days.seed, &days.facts(day));
            let inside = hours.into_iter().filter(|(at, _)| (from..to).contains(at));
            readings.extend(inside.map(|(at, amount)| Reading {
                at,
                value: match sending {
                    Sending::Always(amount) => amount,
                    Sending::Values(factor) => amount * factor,
                    Sending::Nothing => 0.0,
                },
                quality: Quality::Measured,
            }));
        }
        readings
    }
}
