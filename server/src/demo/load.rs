use model::time::{At, Day};

use super::building_use::BuildingUse;
use super::day_facts::{DayFacts, HourFacts};
use super::draws::Draws;
use super::mishap::Mishap;
use super::occupancy::{occupancy, opens};

/// How one meter's consumption follows the weather and the life of its building.
#[derive(Debug, Clone)]
pub(super) struct Load {
    subject: u64,
    of: BuildingUse,
    /// kWh per unit of each shape.
    parts: Vec<(Shape, f64)>,
    /// Share by which the consumption changes in a year; negative when it falls.
    drift: f64,
    /// Readings per kWh that the register tells apart: 10 or 100.
    grid: f64,
    mishaps: Vec<Mishap>,
    /// The day the town was built.
    origin: Day,
}

/// What drives a part of a consumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Lamps, machines, ventilation: people and darkness.
    Activity,
    /// The boiler or the radiators: cold.
    Heating,
    /// Hot water: people, in every season.
    HotWater,
}

/// What a meter sends on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sending {
    Values,
    Zeros,
    Nothing,
}

/// What a load is made from.
pub(super) struct LoadPlan {
    pub(super) subject: u64,
    pub(super) of: BuildingUse,
    /// kWh that each shape takes in a year without mishaps.
    pub(super) yearly: Vec<(Shape, f64)>,
    pub(super) drift: f64,
    pub(super) mishaps: Vec<Mishap>,
    pub(super) origin: Day,
}

impl Load {
    /// `year` holds the days over which the yearly amounts are reached.
    pub(super) fn new(plan: LoadPlan, year: &[DayFacts]) -> Self {
        let LoadPlan {
            subject,
            of,
            yearly,
            drift,
            mishaps,
            origin,
        } = plan;
        let whole: f64 = yearly.iter().map(|(_, kwh)| kwh).sum();
        let parts = yearly
            .into_iter()
            .map(|(shape, kwh)| {
                let units: f64 = year
                    .iter()
                    .flat_map(|day| hourly(shape, of, day).into_iter().map(|(_, units)| units))
                    .sum();
                (shape, kwh / units.max(1.0))
            })
            .collect();
        Self {
            subject,
            of,
            parts,
            drift,
            // A small building's night would be all zeros on a coarse register.
            grid: if whole < 30_000.0 { 100.0 } else { 10.0 },
            mishaps,
            origin,
        }
    }

    /// What is consumed each hour of a day, kWh, whether the meter tells or not.
    pub(super) fn used(&self, seed: u64, day: &DayFacts) -> Vec<(At, f64)> {
        let mut draws = Draws::new(seed, self.subject, day.day.number());
        let ago = self.origin.since(day.day);
        let years = f64::from(ago) / -365.25;
        let today = (1.0 + 0.045 * draws.bell()) * (1.0 + self.drift).powf(years);
        let kept: f64 = self.holding(ago).map(|m| m.left()).product();
        let extra: f64 = self.holding(ago).map(Mishap::night_kw).sum();
        let mut hours: Vec<(At, f64)> = day.hours.iter().map(|hour| (hour.at, 0.0)).collect();
        for &(shape, scale) in &self.parts {
            for (slot, (_, units)) in hours.iter_mut().zip(hourly(shape, self.of, day)) {
                slot.1 += units * scale;
            }
        }
        for ((_, kwh), hour) in hours.iter_mut().zip(&day.hours) {
            let noise = 1.0 + 0.06 * draws.bell();
            let at_night = matches!(hour.clock, 22.. | 0..=6);
            let night = if at_night { extra * noise } else { 0.0 };
            *kwh = ((*kwh * today * kept * noise + night) * self.grid).round() / self.grid;
        }
        hours
    }

    /// What the meter sends that day.
    pub(super) fn sending(&self, day: Day) -> Sending {
        self.holding(self.origin.since(day))
            .fold(Sending::Values, |sending, mishap| match mishap {
                Mishap::Silent { .. } => Sending::Nothing,
                Mishap::Zeros { .. } => Sending::Zeros,
                Mishap::Works { .. } | Mishap::NightLoad { .. } => sending,
            })
    }

    fn holding(&self, days_ago: i32) -> impl Iterator<Item = Mishap> {
        self.mishaps
            .iter()
            .copied()
            .filter(move |mishap| mishap.holds(days_ago))
    }
}

/// Units of a shape for each hour of a day.
fn hourly(shape: Shape, of: BuildingUse, day: &DayFacts) -> Vec<(At, f64)> {
    let open = opens(of, day);
    day.hours
        .iter()
        .map(|hour| {
            let people = occupancy(of, day, hour.clock);
            let units = match shape {
                Shape::Activity => activity(of, hour, people),
                Shape::HotWater => 0.15 + 0.85 * people,
                Shape::Heating => heating(of, day, hour, people, open),
            };
            (hour.at, units)
        })
        .collect()
}

fn activity(of: BuildingUse, hour: &HourFacts, people: f64) -> f64 {
    let idle = of.profile().idle;
    // Floodlights make nearly all of a stadium, lamps a third of the others.
    let lamps = if of == BuildingUse::Stadium {
        0.8
    } else {
        0.32
    };
    let cooling = if matches!(of, BuildingUse::Office | BuildingUse::Culture) {
        ((hour.temperature - 25.0) * 0.05).clamp(0.0, 0.4)
    } else {
        0.0
    };
    idle + (1.0 - idle) * people * (1.0 - lamps + lamps * hour.dark + cooling)
}

/// Degrees that are missing indoors, more while the building is warmed up.
fn heating(of: BuildingUse, day: &DayFacts, hour: &HourFacts, people: f64, open: bool) -> f64 {
    /// Above this mean of three days the boiler is off, °C.
    const OFF_ABOVE: f64 = 15.0;
    /// What sun, lamps and people give, °C.
    const FREE: f64 = 2.0;
    let always_on = matches!(of, BuildingUse::Pool | BuildingUse::CareHome);
    if day.recent_mean > OFF_ABOVE && of != BuildingUse::Pool {
        return 0.0;
    }
    let comfort = of.profile().comfort;
    let soon = |ahead: i8| occupancy(of, day, (hour.clock + ahead).min(23)) > 0.3;
    let warming_up = open && people < 0.05 && (soon(1) || soon(2) || soon(3));
    let wanted = if people > 0.05 || warming_up || always_on {
        comfort
    } else if open {
        comfort - 4.0
    } else {
        comfort - 6.5
    };
    let felt = 0.6 * hour.slow + 0.4 * hour.temperature;
    (wanted - FREE - felt).max(0.0) * if warming_up { 1.35 } else { 1.0 }
}
