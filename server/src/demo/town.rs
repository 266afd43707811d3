use std::borrow::Cow;
use std::sync::Arc;

use model::city::{Place, PlaceCode, Series, SeriesCode, SeriesKind};
use model::measure::{Quality, Reading, Unit};
use model::score::Objective;
use model::time::{At, Bucket, Day, Grain, Zone};

use super::ambition::{Ambition, objectives};
use super::day_facts::DayFacts;
use super::load::Sending;
use super::meter::Meter;
use super::places::{BUILT_AT, SEED, TOWN, places};
use super::site::Site;
use super::standing::Taken;
use super::weather::Weather;

/// Clairval: a function of a seed and of the instant it was built.
///
/// Cheap to clone. The same seed and instant give the same places, objectives
/// and readings, byte for byte, for any span of time.
#[derive(Debug, Clone)]
pub struct Town(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    seed: u64,
    built_at: At,
    zone: Zone,
    weather: Weather,
    /// The two years before the town was built, and a few days more.
    days: Vec<DayFacts>,
    sites: Vec<Site>,
    meters: Vec<Meter>,
    places: Vec<Place>,
    series: Vec<Series>,
}

/// Days that are kept at hand after the town was built.
const AHEAD: i32 = 3;

impl Town {
    /// The seed to take when nobody asks for another: among the first sixty, one
    /// whose late autumn of 2026 shows rising, steady and falling notes together.
    pub const USUAL_SEED: u64 = 17;

    /// The town as it is when built at `now`; its two years of data end there.
    pub fn new(seed: u64, now: At, zone: &Zone) -> Self {
        let weather = Weather::new(seed);
        let today = zone.day(now);
        let first = today.plus_years(-2);
        let days: Vec<_> = (first.number()..=today.number() + AHEAD)
            .map(|n| DayFacts::of(Day::from_number(n), zone, weather))
            .collect();
        let sites = Site::all(seed, today);
        let meters = Meter::all(&sites, seed, today, last_year(&days, today));
        Self(Arc::new(Inner {
            places: places(seed, now.millis(), &sites, &meters),
            series: meters.iter().filter_map(series).collect(),
            seed,
            built_at: now,
            zone: zone.clone(),
            weather,
            days,
            sites,
            meters,
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

    /// The first instant of the data: local midnight two years before the town was built.
    pub fn start(&self) -> At {
        let today = self.0.zone.day(self.0.built_at);
        self.0.zone.start_of_day(today.plus_years(-2))
    }

    /// The end of the last hour that is over at `now`.
    pub fn complete_until(&self, now: At) -> At {
        Bucket::holding(now, Grain::Hour, &self.0.zone).start
    }

    /// What was decided, with baselines such that the notes of today are spread like a real town's.
    pub fn objectives(&self) -> Vec<Objective> {
        let today = self.0.zone.day(self.0.built_at);
        objectives(&Ambition {
            seed: self.0.seed,
            today,
            sites: &self.0.sites,
            meters: &self.0.meters,
            taken: &self.taken(today),
        })
    }

    /// Readings of the series at that position whose hour starts in `[from, to)`.
    ///
    /// Any span will do, also after the town was built; nothing where the meter
    /// is silent or where there is no such series.
    pub fn readings(&self, series: usize, from: At, to: At) -> Vec<Reading> {
        let Some(meter) = self.0.meters.get(series).filter(|_| from < to) else {
            return Vec::new();
        };
        let zone = &self.0.zone;
        let last = zone.day(to.plus_millis(-1));
        let mut readings = Vec::new();
        for number in zone.day(from).number()..=last.number() {
            let day = Day::from_number(number);
            let sending = meter.load.sending(day);
            if sending == Sending::Nothing {
                continue;
            }
            let hours = meter.load.used(self.0.seed, &self.facts(day));
            let inside = hours.into_iter().filter(|(at, _)| (from..to).contains(at));
            readings.extend(inside.map(|(at, kwh)| Reading {
                at,
                value: if sending == Sending::Zeros { 0.0 } else { kwh },
                quality: Quality::Measured,
            }));
        }
        readings
    }

    fn facts(&self, day: Day) -> Cow<'_, DayFacts> {
        let kept = self.0.days.first().and_then(|first| {
            let nth = usize::try_from(day.since(first.day)).ok()?;
            self.0.days.get(nth)
        });
        kept.map_or_else(
            || Cow::Owned(DayFacts::of(day, &self.0.zone, self.0.weather)),
            Cow::Borrowed,
        )
    }

    /// What each building took in the last year, whether its meters told or not.
    fn taken(&self, today: Day) -> Vec<Taken> {
        let mut taken = vec![Taken::default(); self.0.sites.len()];
        for meter in &self.0.meters {
            let kwh: f64 = last_year(&self.0.days, today)
                .iter()
                .flat_map(|day| meter.load.used(self.0.seed, day))
                .map(|(_, kwh)| kwh)
                .sum();
            if let Some(slot) = taken.get_mut(meter.site) {
                slot.add(meter.fluid, kwh);
            }
        }
        taken
    }
}

fn last_year(days: &[DayFacts], today: Day) -> &[DayFacts] {
    let from = days.partition_point(|facts| facts.day < today.plus(-365));
    let to = days.partition_point(|facts| facts.day < today);
    days.get(from..to).unwrap_or_default()
}

fn series(meter: &Meter) -> Option<Series> {
    Some(Series {
        code: SeriesCode::clone(&meter.code),
        place: PlaceCode::new(meter.code.as_str()).ok()?,
        quantity: meter.fluid.quantity().parse().ok()?,
        unit: "kWh".parse::<Unit>().ok()?,
        kind: SeriesKind::Interval,
        step_s: 3600,
        zero_is_missing: false,
        rollover_at: None,
        role: model::city::SeriesRole::Main,
    })
}
