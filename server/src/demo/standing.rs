use super::building_use::BuildingUse;
use super::draws::{Draws, subject};
use super::fluid::Fluid;
use super::incidents::UNKNOWN;
use super::site::Site;

/// How much of the way asked up to now a building has made: 1 is on the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Standing {
    pub(super) electricity: f64,
    pub(super) heat: f64,
}

impl Standing {
    /// For what a meter of that fluid counts.
    pub(super) const fn of(self, fluid: Fluid) -> f64 {
        match fluid {
            Fluid::Electricity => self.electricity,
            _ => self.heat,
        }
    }
}

/// kWh that a building takes now, a year.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Taken {
    pub(super) electricity: f64,
    pub(super) heat: f64,
}

impl Taken {
    /// Adds what one meter counted; water and the sun are no energy that is taken.
    pub(super) fn add(&mut self, fluid: Fluid, amount: f64) {
        match fluid {
            Fluid::Electricity => self.electricity += amount,
            _ => self.heat += amount * fluid.kwh_per_unit(),
        }
    }
}

/// How many buildings have reached the line, and how many are close to it.
const REACHED: usize = 50;
const CLOSE: usize = 45;
/// How much of its way the whole town has made.
const TOWN: f64 = 0.71;

/// Where each building stands, so that the town as a whole stands at [`TOWN`].
///
/// `asked` is the share of the baseline that should be saved by now.
pub(super) fn standings(sites: &[Site], taken: &[Taken], asked: f64, seed: u64) -> Vec<Standing> {
    let mut order: Vec<(usize, f64)> = sites
        .iter()
        .enumerate()
        .zip(taken)
        .filter(|((_, site), _)| !UNKNOWN.contains(&site.code.as_str()))
        .map(|((nth, site), taken)| (nth, inclination(site, *taken, seed)))
        .collect();
    order.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut ranks = vec![None; sites.len()];
    for (rank, (nth, _)) in order.iter().enumerate() {
        if let Some(slot) = ranks.get_mut(*nth) {
            *slot = Some(rank);
        }
    }
    let given = |lag: f64| -> Vec<Standing> {
        sites
            .iter()
            .zip(&ranks)
            .map(|(site, rank)| standing(site, *rank, order.len(), lag, seed))
            .collect()
    };
    // The further the last ones lag, the lower the town: halve the interval.
    let (mut low, mut high) = (0.0, 2.5);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if way_of_town(taken, &given(middle), asked) > TOWN {
            low = middle;
        } else {
            high = middle;
        }
    }
    given(low)
}

/// The higher, the further ahead. Great consumers lag: a town starts with the easy ones.
fn inclination(site: &Site, taken: Taken, seed: u64) -> f64 {
    /// kWh a year of a building that neither leads nor lags.
    const USUAL: f64 = 300_000.0;
    let by_size = -0.35 * ((taken.electricity + taken.heat).max(1.0) / USUAL).log10();
    let by_use = match site.entry.of {
        BuildingUse::Pool => -0.30,
        BuildingUse::Kitchen | BuildingUse::CareHome => -0.16,
        BuildingUse::Gym | BuildingUse::Workshop => -0.06,
        BuildingUse::Creche | BuildingUse::Office => 0.06,
        _ => 0.0,
    };
    site.district.head_start() + by_use + by_size + 0.16 * luck(site, seed).bell()
}

fn standing(site: &Site, rank: Option<usize>, ranked: usize, lag: f64, seed: u64) -> Standing {
    let mut luck = luck(site, seed);
    let even = luck.between(0.0, 1.0);
    let (way, spread) = match rank {
        None => (0.6, 0.0),
        Some(rank) if rank < REACHED => (0.972 + 0.08 * even, 0.01),
        Some(rank) if rank < REACHED + CLOSE => (0.83 + 0.10 * even, 0.015),
        Some(rank) => {
            let behind = share(rank - REACHED - CLOSE, ranked - REACHED - CLOSE);
            // Nobody consumes more than a fifth above the year of reference.
            ((0.76 - lag * (0.15 + 0.85 * behind)).max(-0.7), 0.05)
        }
    };
    let tilt = luck.between(-spread, spread);
    Standing {
        electricity: way + tilt,
        heat: way - tilt,
    }
}

fn luck(site: &Site, seed: u64) -> Draws {
    Draws::new(seed, subject(&site.code), 1)
}

fn share(nth: usize, of: usize) -> f64 {
    let [nth, of] = [nth, of].map(|n| u32::try_from(n).map_or(0.0, f64::from));
    nth / of.max(1.0)
}

fn way_of_town(taken: &[Taken], standings: &[Standing], asked: f64) -> f64 {
    let (mut before, mut now) = (0.0, 0.0);
    for (taken, standing) in taken.iter().zip(standings) {
        before += baseline(taken.electricity, standing.electricity, asked)
            + baseline(taken.heat, standing.heat, asked);
        now += taken.electricity + taken.heat;
    }
    (1.0 - now / before) / asked
}

/// What was taken in the year of reference, given what is taken now.
pub(super) fn baseline(now: f64, way: f64, asked: f64) -> f64 {
    now / (1.0 - way * asked)
}
