use super::attendance::users;
use super::day_facts::DayFacts;
use super::fluid::Fluid;
use super::meter::Meter;
use super::site::Site;

/// What the whole town came to in the year of reference, apart from its energy.
#[derive(Debug, Clone, Copy)]
pub(super) struct TownWide {
    /// Share of the electricity that never stops, per cent: the smallest hour of
    /// each day, times all its hours.
    pub(super) base_load: f64,
    /// Litres of water for each user.
    pub(super) water: f64,
    /// kWh that the roofs gave.
    pub(super) sun: f64,
}

impl TownWide {
    /// Adds up what the meters counted in a year, given as its days.
    pub(super) fn of(meters: &[Meter], sites: &[Site], seed: u64, year: &[DayFacts]) -> Self {
        let (mut base, mut electricity, mut water, mut sun) = (0.0, 0.0, 0.0, 0.0);
        for meter in meters.iter().filter(|meter| meter.part.is_none()) {
            for day in year.iter().filter(|day| meter.since <= day.day) {
                let hours = meter.used(seed, day);
                let amounts = || hours.iter().map(|(_, amount)| *amount);
                let sum: f64 = amounts().sum();
                match meter.fluid {
                    Fluid::Electricity => {
                        let count: f64 = amounts().map(|_| 1.0).sum();
                        base += amounts().fold(f64::INFINITY, f64::min) * count;
                        electricity += sum;
                    }
                    Fluid::Water => water += sum,
                    Fluid::Solar => sun += sum,
                    _ => break,
                }
            }
        }
        let users: u32 = sites.iter().map(|site| users(&site.entry)).sum();
        Self {
            base_load: 100.0 * base / electricity.max(1.0),
            water: 1000.0 * water / f64::from(users.max(1)),
            sun,
        }
    }
}
