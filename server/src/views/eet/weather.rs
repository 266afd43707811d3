//! Degree days of the stations, as far as the correction for climate needs them.

use std::collections::{BTreeMap, HashMap};

use model::city::PlaceId;
use model::energy::climate::{ReferenceClimate, by_coefficient, reference_climate};
use model::energy::{DegreeDayKind, DegreeDayMethod, DegreeDayTotal};
use model::engine::SeriesIndex;
use model::time::Day;

use super::super::Scene;
use super::Scheme;

/// Fewer years are no climate (ours; the text takes twenty).
const LEAST_YEARS: u32 = 10;

/// The weather of each station that a site asked for.
#[derive(Default)]
pub(super) struct Weathers(HashMap<SeriesIndex, Option<Weather>>);

/// Degree days of one station.
#[derive(Clone)]
pub(super) struct Weather {
    heating: Season,
    cooling: Season,
}

/// Degree days of one kind.
#[derive(Clone)]
struct Season {
    kind: DegreeDayKind,
    method: DegreeDayMethod,
    base: f64,
    first: Day,
    /// Day by day from the first.
    days: Vec<Option<f64>>,
    /// Whole months by their first day.
    months: BTreeMap<Day, DegreeDayTotal>,
    reference: ReferenceClimate,
}

impl Weathers {
    /// The weather at a place; `None` without a station that knows a climate.
    pub fn at(
        &mut self,
        scene: &Scene<'_>,
        scheme: &Scheme<'_>,
        place: PlaceId,
    ) -> Option<&Weather> {
        let station = scene.town().station(place)?;
        self.0
            .entry(station)
            .or_insert_with(|| Weather::of(scene, scheme, station))
            .as_ref()
    }
}

impl Weather {
    fn of(scene: &Scene<'_>, scheme: &Scheme<'_>, station: SeriesIndex) -> Option<Self> {
        let base = |code| scheme.dated.value(code, scene.day);
        let season = |kind, base| Season::of(scene, scheme.eet.climate, station, kind, base);
        Some(Self {
            heating: season(DegreeDayKind::Heating, base("climate.base.heating")?)?,
            cooling: season(DegreeDayKind::Cooling, base("climate.base.cooling")?)?,
        })
    }

    /// kWh of the days `[from, to)` as the reference climate would have had them,
    /// by the coefficients of heating and cooling; `None` where a month of them is
    /// not known well enough.
    pub fn adjusted(&self, kwh: f64, coefficients: (f64, f64), from: Day, to: Day) -> Option<f64> {
        let of = |season: &Season, coefficient: f64| {
            let year = season.over(from, to)?;
            let reference = season.reference.degree_days;
            Some(by_coefficient(kwh, coefficient, reference, year))
        };
        let (heating, cooling) = coefficients;
        Some(kwh + of(&self.heating, heating)? + of(&self.cooling, cooling)?)
    }

    /// How its degree days are counted.
    pub const fn method(&self) -> DegreeDayMethod {
        self.heating.method
    }

    /// What the reference is.
    pub const fn reference(&self) -> ReferenceClimate {
        self.heating.reference
    }
}

impl Season {
    /// With the calendar years `from` to `to` as its reference.
    fn of(
        scene: &Scene<'_>,
        (from, to): (i16, i16),
        station: SeriesIndex,
        kind: DegreeDayKind,
        base: f64,
    ) -> Option<Self> {
        let town = scene.town();
        let first = town.track(station)?.first_day()?.first_of_month();
        // The text's own method asks for the hours of the station; one method for all its days.
        let method = if town.knows_extremes(station) {
            DegreeDayMethod::ProEnergie
        } else {
            DegreeDayMethod::MeanHourly
        };
        let days: Vec<Option<f64>> = (first.number()..=scene.day.number())
            .map(|n| method.day(kind, &town.temperatures(station, Day::from_number(n)), base))
            .collect();
        let mut season = Self {
            kind,
            method,
            base,
            first,
            days,
            months: BTreeMap::new(),
            reference: ReferenceClimate::default(),
        };
        let mut month = first;
        while month <= scene.day {
            let next = month.plus(31).first_of_month();
            let total = season.piece(month, next);
            season.months.insert(month, total);
            month = next;
        }
        let years: Vec<(i16, f64)> = (from..=to)
            .filter_map(|year| {
                let first = Day::from_ymd(year, 1, 1)?;
                Some((year, season.over(first, first.plus_years(1))?))
            })
            .collect();
        season.reference = reference_climate(&years, from, to)?;
        (season.reference.known >= LEAST_YEARS).then_some(season)
    }

    /// Degree days of `[from, to)`, scaled month by month; `None` where a month is
    /// not known well enough.
    fn over(&self, from: Day, to: Day) -> Option<f64> {
        let mut at = from;
        let mut total = 0.0;
        while at < to {
            let next = at.first_of_month().plus(31).first_of_month().min(to);
            let whole = at == at.first_of_month() && next == next.first_of_month();
            let piece = match self.months.get(&at).filter(|_| whole) {
                Some(month) => *month,
                None => self.piece(at, next),
            };
            total += piece.scaled?;
            at = next;
        }
        Some(total)
    }

    /// Degree days of days of one month.
    fn piece(&self, from: Day, to: Day) -> DegreeDayTotal {
        let days = (from.number()..to.number()).map(|n| {
            let index = usize::try_from(Day::from_number(n).since(self.first)).ok()?;
            self.days.get(index).copied().flatten()
        });
        DegreeDayTotal::of_days(self.kind, self.method, self.base, days)
    }
}
