use model::time::{At, Day};

use super::building_use::BuildingUse;
use super::day_facts::DayFacts;
use super::draws::Draws;
use super::mishap::{Mishap, What};
use super::shape::Shape;

/// How one meter's consumption follows the weather and the life of its building.
#[derive(Debug, Clone)]
pub(super) struct Load {
    subject: u64,
    of: BuildingUse,
    /// Amount per unit of each shape.
    parts: Vec<(Shape, f64)>,
    /// Share by which the consumption changes in a year; negative when it falls.
    drift: f64,
    /// Where the years before the last two came from.
    past: Option<Past>,
    /// Readings per unit that the register tells apart.
    grid: f64,
    mishaps: Vec<Mishap>,
    /// The day the town was built.
    origin: Day,
}

/// The level of consumption in the middle of the year of reference.
#[derive(Debug, Clone, Copy)]
struct Past {
    /// Years before the town was built, below 0.
    years: f64,
    /// Logarithm of the level; 0 is the level of the day the town was built.
    log: f64,
}

/// What a meter sends on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sending {
    /// What was used, in units this much smaller.
    Values(f64),
    /// The same amount each hour.
    Always(f64),
    Nothing,
}

/// What a load is made from.
pub(super) struct LoadPlan {
    pub(super) subject: u64,
    pub(super) of: BuildingUse,
    /// What each shape takes in a year without mishaps.
    pub(super) yearly: Vec<(Shape, f64)>,
    pub(super) drift: f64,
    pub(super) grid: f64,
    pub(super) mishaps: Vec<Mishap>,
    pub(super) origin: Day,
}

/// Years before the town was built during which the drift of a building is its own;
/// further back it led there from the year of reference.
const RECENT: f64 = -2.0;
const DAYS_A_YEAR: f64 = 365.25;

impl Load {
    /// `year` holds the days over which the yearly amounts are reached.
    pub(super) fn new(plan: LoadPlan, year: &[DayFacts]) -> Self {
        let parts = plan
            .yearly
            .into_iter()
            .map(|(shape, amount)| {
                let units: f64 = year.iter().flat_map(|day| shape.units(plan.of, day)).sum();
                (shape, amount / units.max(1.0))
            })
            .collect();
        Self {
            subject: plan.subject,
            of: plan.of,
            parts,
            drift: plan.drift,
            past: None,
            grid: plan.grid,
            mishaps: plan.mishaps,
            origin: plan.origin,
        }
    }

    /// Makes the given days, a year of long ago, add up to `amount`, so that
    /// the years in between lead from there to the last two.
    pub(super) fn reach_back(&mut self, seed: u64, year: &[DayFacts], amount: f64) {
        let Some(middle) = year.get(year.len() / 2) else {
            return;
        };
        let years = self.years(middle.day);
        self.past = Some(Past { years, log: 0.0 });
        let flat = self.amount(seed, year);
        if flat > 0.0 && amount > 0.0 {
            let log = (amount / flat).ln();
            self.past = Some(Past { years, log });
        }
    }

    /// What is consumed on some days, whether the meter tells or not.
    pub(super) fn amount(&self, seed: u64, days: &[DayFacts]) -> f64 {
        days.iter()
            .flat_map(|day| self.used(seed, day))
            .map(|(_, amount)| amount)
            .sum()
    }

    /// What is consumed each hour of a day, whether the meter tells or not.
    pub(super) fn used(&self, seed: u64, day: &DayFacts) -> Vec<(At, f64)> {
        let mut draws = Draws::new(seed, self.subject, day.day.number());
        let ago = self.origin.since(day.day);
        let kept: f64 = self.holding(ago).map(|m| m.factor(ago)).product();
        let today = (1.0 + 0.045 * draws.bell()) * self.level(self.years(day.day)) * kept;
        let open = day.people.opens(self.of);
        let extra = |night: bool| -> f64 { self.holding(ago).map(|m| m.extra(night, open)).sum() };
        let extras = [extra(false), extra(true)];
        let mut hours: Vec<(At, f64)> = day.hours.iter().map(|hour| (hour.at, 0.0)).collect();
        for &(shape, scale) in &self.parts {
            for (slot, units) in hours.iter_mut().zip(shape.units(self.of, day)) {
                slot.1 += units * scale;
            }
        }
        for ((_, amount), hour) in hours.iter_mut().zip(&day.hours) {
            let noise = 1.0 + 0.06 * draws.bell();
            let [by_day, by_night] = extras;
            let at_night = matches!(hour.clock, 22.. | 0..=6);
            let more = if at_night { by_night } else { by_day };
            *amount = ((*amount * today + more) * noise * self.grid).round() / self.grid;
        }
        hours
    }

    /// What the meter sends that day.
    pub(super) fn sending(&self, day: Day) -> Sending {
        self.holding(self.origin.since(day))
            .fold(Sending::Values(1.0), |sending, mishap| match mishap.what {
                What::Silent => Sending::Nothing,
                What::Zeros => Sending::Always(0.0),
                What::Stuck(amount) => Sending::Always(amount),
                What::Scale(factor) => Sending::Values(factor),
                _ => sending,
            })
    }

    /// The use of the building.
    pub(super) const fn of(&self) -> BuildingUse {
        self.of
    }

    /// Works on the building, with the first day they show.
    pub(super) fn works(&self) -> impl Iterator<Item = (Day, &'static str)> {
        self.mishaps.iter().filter_map(|mishap| match mishap.what {
            What::Works { name, .. } => Some((self.origin.plus(-mishap.from), name)),
            _ => None,
        })
    }

    fn years(&self, day: Day) -> f64 {
        f64::from(day.since(self.origin)) / DAYS_A_YEAR
    }

    /// Level of the consumption, 1 on the day the town was built.
    fn level(&self, years: f64) -> f64 {
        let recent = |years: f64| years * (1.0 + self.drift).ln();
        match self.past {
            Some(past) if years < RECENT && past.years < RECENT => {
                let back = (RECENT - years) / (RECENT - past.years);
                recent(RECENT) * (1.0 - back) + past.log * back
            }
            _ => recent(years),
        }
        .exp()
    }

    fn holding(&self, days_ago: i32) -> impl Iterator<Item = Mishap> {
        self.mishaps
            .iter()
            .copied()
            .filter(move |mishap| mishap.holds(days_ago))
    }
}
