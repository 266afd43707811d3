use super::building_use::BuildingUse;
use super::day_facts::{DayFacts, HourFacts};

/// What drives a part of a consumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Lamps, machines, ventilation: people and darkness.
    Activity,
    /// The boiler or the radiators: cold.
    Heating,
    /// Hot water: people, in every season.
    HotWater,
    /// Taps and flushes: people; lawns on warm nights.
    Water,
    /// Panels on a roof.
    Sun,
}

/// Above this mean of three days the boiler is off, °C.
const OFF_ABOVE: f64 = 15.0;
/// What sun, lamps and people give, °C.
const FREE: f64 = 2.0;

impl Shape {
    /// Units of the shape for each hour of a day.
    pub(super) fn units(self, of: BuildingUse, day: &DayFacts) -> impl Iterator<Item = f64> {
        let open = day.people.opens(of);
        let standby = standby(day);
        day.hours.iter().map(move |hour| {
            let people = day.people.share(of, hour.clock);
            match self {
                Self::Activity => activity(of, hour, people, standby),
                Self::HotWater => 0.15 + 0.85 * people,
                Self::Heating => heating(of, day, hour, people, open),
                Self::Water => 0.012 + people + watering(of, day, hour),
                Self::Sun => hour.sun,
            }
        })
    }
}

/// Years of switching off what nobody needs: what an empty building draws,
/// against the end of 2026.
fn standby(day: &DayFacts) -> f64 {
    (1.0 + 0.018 * (2026.9 - day.day.year_fraction())).clamp(0.8, 1.2)
}

fn activity(of: BuildingUse, hour: &HourFacts, people: f64, standby: f64) -> f64 {
    let idle = of.profile().idle * standby;
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
    let always_on = matches!(of, BuildingUse::Pool | BuildingUse::CareHome);
    if day.recent_mean > OFF_ABOVE && of != BuildingUse::Pool {
        return 0.0;
    }
    let comfort = of.profile().comfort;
    let soon = |ahead: i8| day.people.share(of, (hour.clock + ahead).min(23)) > 0.3;
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

/// The pitches of a stadium, between May and September.
fn watering(of: BuildingUse, day: &DayFacts, hour: &HourFacts) -> f64 {
    if of == BuildingUse::Stadium && matches!(hour.clock, 2..=5) {
        (0.35 * (day.recent_mean - 15.0)).max(0.0)
    } else {
        0.0
    }
}
