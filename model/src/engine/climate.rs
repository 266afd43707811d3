use std::collections::HashMap;

use super::closing::closed_share;
use super::{Moment, SeriesIndex, Town};
use crate::city::{PlaceId, Weather};
use crate::energy::{ChangePointOptions, Observation, Signature, change_point};
use crate::time::Day;

/// Degree days of twelve months and of a normal year.
#[derive(Debug, Clone, Copy, PartialEq)]
struct DegreeDays {
    window: f64,
    normal: f64,
    /// Of the very twelve months that are asked for, not of the last known ones.
    is_current: bool,
}

/// What brings the amount of a series to normal weather.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Correction {
    /// What to add, in the unit of the series; 0: the weather does not move it.
    pub amount: f64,
    /// Whether the weather of the twelve months is known. Else it is that of the last twelve
    /// months that were: the amount counts like one that is silent.
    pub is_current: bool,
}

impl Correction {
    pub const NONE: Self = Self {
        amount: 0.0,
        is_current: true,
    };
}

/// What brings amounts of twelve months to normal weather, at one moment.
///
/// An amount is corrected by β × (normal degree days − degree days of the twelve
/// months), which scales the part that follows the weather and no other
/// (domain E10: with a heated part β·DJ, C_heat·DJ_ref/DJ − C_heat = β·(DJ_ref − DJ)).
/// Degree days are of the method `mean_hourly`: daily means of the readings.
pub(super) struct ClimateFrame<'a> {
    town: &'a Town,
    moment: Moment,
    known: HashMap<(SeriesIndex, bool, i32), Option<DegreeDays>>,
}

/// Share of a year's days with a temperature below which nothing is corrected (domain §1.1).
const LEAST_YEAR: f64 = 0.9;
/// Days of consumption and temperature that a sensitivity rests on, of 365.
const LEAST_DAYS: usize = 300;
/// The years of the reference climate (domain E11).
const REFERENCE: core::ops::RangeInclusive<i16> = 2001..=2020;
/// So many of them make a reference; with fewer, all known years do.
const LEAST_REFERENCE: usize = 5;
/// Any base tells whether the temperatures of a year are known.
const ANY_BASE: f64 = 18.0;
/// How far back the last twelve months with a known weather are looked for.
const WEEKS_BACK: i32 = 105;
/// How many years back a normal is looked for otherwise.
const YEARS_BACK: i16 = 30;

impl<'a> ClimateFrame<'a> {
    pub fn new(town: &'a Town, moment: Moment) -> Self {
        Self {
            town,
            moment,
            known: HashMap::new(),
        }
    }

    /// What brings the amount of a series to normal weather. `None`: the weather of its
    /// place was never known for twelve months.
    pub fn correction(&mut self, index: SeriesIndex) -> Option<Correction> {
        let series = self.town.series_at(index)?;
        let Some(weather) = self.town.weather_of(&series.series.quantity) else {
            return Some(Correction::NONE);
        };
        let station = self.town.station(series.place)?;
        // A year whose weather is not known cannot be compared with a normal one.
        let is_current = self.degree_days(station, false, ANY_BASE)?.is_current;
        let found = signature(self.town, index, weather, self.moment);
        let Some(signature) = found.filter(Signature::is_weather_sensitive) else {
            return Some(Correction {
                is_current,
                ..Correction::NONE
            });
        };
        let mut sum = 0.0;
        for (cooling, slope) in [(false, signature.heating), (true, signature.cooling)] {
            let Some(slope) = slope else {
                continue;
            };
            let days = self.degree_days(station, cooling, slope.balance)?;
            sum += slope.per_degree_day * (days.normal - days.window);
        }
        Some(Correction {
            amount: sum * self.open_share(series.place),
            is_current,
        })
    }

    /// How much more of a series the weather made used than twelve months that end at
    /// another moment, in its unit: its sensitivity of now times the difference of
    /// degree days. `None`: not known; 0: the weather does not move it.
    pub fn moved_since(&self, then: &Self, index: SeriesIndex) -> Option<f64> {
        let series = self.town.series_at(index)?;
        let Some(weather) = self.town.weather_of(&series.series.quantity) else {
            return Some(0.0);
        };
        let station = self.town.station(series.place)?;
        let found = signature(self.town, index, weather, self.moment);
        let Some(signature) = found.filter(Signature::is_weather_sensitive) else {
            return Some(0.0);
        };
        let mut moved = 0.0;
        for (cooling, slope) in [(false, signature.heating), (true, signature.cooling)] {
            let Some(slope) = slope else {
                continue;
            };
            let year = |frame: &Self| {
                let end = frame.moment.day;
                frame.sum(station, cooling, slope.balance, end.plus_years(-1), end)
            };
            moved += slope.per_degree_day * (year(self)? - year(then)?);
        }
        Some(moved)
    }

    /// The share of the twelve months before its place closed: nothing is heated after.
    fn open_share(&self, place: PlaceId) -> f64 {
        let closed = self.town.tree().closed_on(place);
        closed.map_or(1.0, |closed| 1.0 - closed_share(closed, self.moment.day))
    }

    fn degree_days(
        &mut self,
        station: SeriesIndex,
        cooling: bool,
        base: f64,
    ) -> Option<DegreeDays> {
        let key = (station, cooling, tenths(base));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let found = self.find(station, cooling, base);
        self.known.insert(key, found);
        found
    }

    fn find(&self, station: SeriesIndex, cooling: bool, base: f64) -> Option<DegreeDays> {
        let today = self.moment.day;
        let year_up_to = |end: Day| self.sum(station, cooling, base, end.plus_years(-1), end);
        let known = |weeks: i32| {
            let end = today.plus(-7 * weeks);
            Some((end, year_up_to(end)?))
        };
        let (end, window) = (0..=WEEKS_BACK).find_map(known)?;
        let calendar = |year: i16| {
            let first = Day::from_ymd(year, 1, 1)?;
            let next = first.plus_years(1);
            (next <= end).then(|| self.sum(station, cooling, base, first, next))?
        };
        let reference: Vec<f64> = REFERENCE.filter_map(calendar).collect();
        let years = if reference.len() >= LEAST_REFERENCE {
            reference
        } else {
            (0..YEARS_BACK)
                .filter_map(|back| year_up_to(end.plus_years(-back)))
                .collect()
        };
        let count = f64::from(u32::try_from(years.len()).ok()?);
        Some(DegreeDays {
            window,
            normal: years.iter().sum::<f64>() / count,
            is_current: end == today,
        })
    }

    /// Degree days of `[from, to)`, missing days at the mean of the known ones.
    fn sum(
        &self,
        station: SeriesIndex,
        cooling: bool,
        base: f64,
        from: Day,
        to: Day,
    ) -> Option<f64> {
        let days = to.since(from);
        let (mut sum, mut known) = (0.0, 0);
        for n in from.number()..to.number() {
            let Some(mean) = self.town.mean_of(station, Day::from_number(n)) else {
                continue;
            };
            sum += if cooling { mean - base } else { base - mean }.max(0.0);
            known += 1;
        }
        let share = f64::from(known) / f64::from(days.max(1));
        (share >= LEAST_YEAR).then(|| sum / share)
    }
}

/// How a series answers to the weather, from the year before the month its data
/// end in at a moment: a silent meter keeps what was last known of it.
pub(super) fn signature(
    town: &Town,
    index: SeriesIndex,
    weather: Weather,
    moment: Moment,
) -> Option<Signature> {
    let track = town.track(index)?;
    let station = town.station(town.series_at(index)?.place)?;
    let last = track.last_known_day()?.min(moment.day);
    let end = last.first_of_month();
    let days: Vec<(f64, f64)> = track
        .known_days(end.plus(-365), end)
        .filter(|(_, known)| known.share > 0.5)
        .filter_map(|(day, known)| Some((known.sum / known.share, town.mean_of(station, day)?)))
        .collect();
    if days.len() < LEAST_DAYS {
        return None;
    }
    town.signatures()
        .of(index, end, &days, || fit(&days, weather))
}

fn fit(days: &[(f64, f64)], weather: Weather) -> Option<Signature> {
    let days: Vec<Observation<'_>> = days
        .iter()
        .map(|(per_day, temperature)| Observation {
            per_day: *per_day,
            temperatures: core::slice::from_ref(temperature),
        })
        .collect();
    let options = match weather {
        Weather::Both => ChangePointOptions::CELSIUS,
        Weather::Heating | Weather::None => ChangePointOptions::CELSIUS_HEATING,
    };
    change_point(&days, &options)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "balance temperatures are within ±60 °C"
)]
fn tenths(base: f64) -> i32 {
    (base * 10.0).round() as i32
}
