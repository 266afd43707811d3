use std::sync::Arc;

use model::city::{Fact, Place, PlaceCode, Series, SeriesCode, SeriesKind, SeriesRole};
use model::measure::{Reading, Unit};
use model::score::Objective;
use model::time::{At, Bucket, Day, Grain, Zone};

use super::ambition::{Ambition, asked, objectives};
use super::days::Days;
use super::entered;
use super::facts::Dated;
use super::fitting::Fitting;
use super::fluid::Fluid;
use super::meter::Meter;
use super::places::{BUILT_AT, SEED, TOWN, places};
use super::reception::{self, Reception};
use super::site::Site;
use super::standing::{Standing, Taken, baseline, standings};
use super::station::{STATION, temperatures};
use super::town_wide::TownWide;

/// Clairval: a function of a seed and of the instant it was built.
///
/// Cheap to clone. The same seed and instant give the same places, objectives
/// and readings, byte for byte, for any span of time.
#[derive(Debug, Clone)]
pub struct Town(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    built_at: At,
    days: Days,
    sites: Vec<Site>,
    meters: Vec<Meter>,
    /// By site.
    taken: Vec<Taken>,
    standings: Vec<Standing>,
    reception: Reception,
    places: Vec<Place>,
    /// Those of the meters, in their order, then that of the weather station.
    series: Vec<Series>,
}

/// The year of reference, the first of the data.
const FIRST_YEAR: i16 = 2019;
/// Temperatures go back to the start of the climate of reference (2001–2020).
const FIRST_WEATHER: i16 = 2001;

impl Town {
    /// The seed to take when nobody asks for another: among the first sixty, one
    /// whose late autumn of 2026 shows rising, steady and falling notes together.
    pub const USUAL_SEED: u64 = 17;

    /// The town as it is when built at `now`; its data go from 2019 to there.
    pub fn new(seed: u64, now: At, zone: &Zone) -> Self {
        let today = zone.day(now);
        let first = first_of(FIRST_YEAR);
        let days = Days::new(seed, zone, first, today);
        let last_year = days.between(today.plus(-365), today);
        let sites = Site::all(seed, today);
        let fitting = Fitting {
            sites: &sites,
            seed,
            today,
            first,
            year: last_year,
        };
        let mut meters = fitting.meters();
        let amounts: Vec<Vec<f64>> = meters
            .iter()
            .map(|meter| {
                let loads = meter.loads.iter().filter(|_| is_energy(meter));
                loads
                    .map(|(_, load)| load.amount(seed, last_year))
                    .collect()
            })
            .collect();
        let mut taken = vec![Taken::default(); sites.len()];
        for (meter, amounts) in meters.iter().zip(&amounts) {
            for ((site, _), amount) in meter.loads.iter().zip(amounts) {
                if let Some(slot) = taken.get_mut(*site).filter(|_| meter.part.is_none()) {
                    slot.add(meter.fluid, *amount);
                }
            }
        }
        let asked = asked(today);
        let standings = standings(&sites, &taken, asked, seed);
        let reference = days.between(first, first_of(FIRST_YEAR + 1));
        for (meter, amounts) in meters.iter_mut().zip(&amounts) {
            for ((site, load), amount) in meter.loads.iter_mut().zip(amounts) {
                if let Some(standing) = standings.get(*site) {
                    let before = baseline(*amount, standing.of(meter.fluid), asked);
                    load.reach_back(seed, reference, before);
                }
            }
        }
        let mut places = places(seed, now.millis(), &sites, &meters);
        places.extend(reception::places(&sites));
        Self(Arc::new(Inner {
            places,
            reception: Reception::new(seed, zone, today),
            series: meters
                .iter()
                .filter_map(Meter::series)
                .chain(weather_series())
                .collect(),
            built_at: now,
            days,
            sites,
            meters,
            taken,
            standings,
        }))
    }

    /// The town that a database was built from, so that its series can go on;
    /// `None` when these are not the places of a demo town.
    pub fn of_places(stored: &[Place], zone: &Zone) -> Option<Self> {
        let town = stored.iter().find(|place| place.code.as_str() == TOWN)?;
        let seed = town.text(SEED)?.parse().ok()?;
        let built_at = town.text(BUILT_AT)?.parse().ok()?;
        Some(Self::new(seed, At::from_millis(built_at), zone))
    }

    /// Every place, parents before children.
    pub fn places(&self) -> &[Place] {
        &self.0.places
    }

    /// Every series; the position is what [`Town::readings`] asks for.
    pub fn series(&self) -> &[Series] {
        &self.0.series
    }

    /// The first instant of what its meters told: local midnight of 1 January 2019.
    pub fn start(&self) -> At {
        self.0.days.zone.start_of_day(first_of(FIRST_YEAR))
    }

    /// The end of the last hour that is over at `now`.
    pub fn complete_until(&self, now: At) -> At {
        Bucket::holding(now, Grain::Hour, &self.0.days.zone).start
    }

    /// What was decided, with baselines such that the notes of today are spread like a real town's.
    pub fn objectives(&self) -> Vec<Objective> {
        let built = self.0.days.zone.day(self.0.built_at);
        let mut all = objectives(&Ambition {
            town_wide: TownWide::of(
                &self.0.meters,
                &self.0.sites,
                self.0.days.seed,
                self.0
                    .days
                    .between(first_of(FIRST_YEAR), first_of(FIRST_YEAR + 1)),
            ),
            today: built,
            sites: &self.0.sites,
            meters: &self.0.meters,
            taken: &self.0.taken,
            standings: &self.0.standings,
        });
        all.extend(reception::objectives(TOWN, built));
        all.extend(entered::objectives(TOWN, built));
        all
    }

    /// What is true of meters and buildings since some day: shares, coefficients, works.
    pub fn facts(&self) -> Vec<Fact> {
        let mut all = Dated {
            seed: self.0.days.seed,
            first: first_of(FIRST_YEAR),
            today: self.0.days.zone.day(self.0.built_at),
            sites: &self.0.sites,
            meters: &self.0.meters,
        }
        .facts();
        all.extend(self.0.reception.facts());
        let built = self.0.days.zone.day(self.0.built_at);
        all.extend(entered::facts(TOWN, built));
        all
    }

    /// Its counters.
    pub(super) fn reception(&self) -> &Reception {
        &self.0.reception
    }

    /// Readings of the series at that position at the instants `[from, to)`; of
    /// amounts, those whose hour starts there.
    ///
    /// Any span will do, also after the town was built; nothing where the meter
    /// is silent, before it told anything, or where there is no such series.
    pub fn readings(&self, series: usize, from: At, to: At) -> Vec<Reading> {
        if to <= from || series >= self.0.series.len() {
            return Vec::new();
        }
        match self.0.meters.get(series) {
            Some(meter) => meter.readings(&self.0.days, from, to),
            None => temperatures(&self.0.days, first_of(FIRST_WEATHER), from, to),
        }
    }

    /// All that a series has told at `now`: its hours that are over, and what
    /// its counter shows at the end of the last one.
    pub fn history(&self, series: usize, now: At) -> Vec<Reading> {
        let zone = &self.0.days.zone;
        let until = self.complete_until(now);
        let until = match self.0.series.get(series).map(|series| series.kind) {
            Some(SeriesKind::Index) => until.plus_millis(1),
            _ => until,
        };
        self.readings(series, zone.start_of_day(first_of(FIRST_WEATHER)), until)
    }
}

fn first_of(year: i16) -> Day {
    Day::from_ymd(year, 1, 1).unwrap_or_default()
}

/// Whether a meter counts what the objectives on energy are about.
fn is_energy(meter: &Meter) -> bool {
    !matches!(meter.fluid, Fluid::Water | Fluid::Solar)
}

fn weather_series() -> Option<Series> {
    Some(Series {
        code: SeriesCode::new(STATION).ok()?,
        place: PlaceCode::new(STATION).ok()?,
        quantity: "temperature".parse().ok()?,
        unit: "°C".parse::<Unit>().ok()?,
        kind: SeriesKind::Gauge,
        step_s: 3600,
        zero_is_missing: false,
        rollover_at: None,
        role: SeriesRole::Main,
    })
}
