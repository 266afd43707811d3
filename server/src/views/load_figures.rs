use std::collections::BTreeMap;

use app::view::FigureLine;
use model::city::{DayType, OpeningCalendar, PlaceId};
use model::energy::{LoadSample, LoadShape};
use model::format::decimal;
use model::measure::Reading;
use model::time::{At, Day};

use super::Scene;

/// The indicator whose method page says how the hours of a building are told apart.
const METHOD: &str = "jours_fermes_part";
const HOUR_S: u32 = 3_600;

/// How a building is run, hour by hour: its nights against its days, its weekends
/// against its weeks, over the three weeks that were read.
pub(super) fn load_figures(
    scene: &Scene<'_>,
    place: PlaceId,
    meters: &[(u32, Vec<Reading>)],
) -> Vec<FigureLine> {
    let shape = LoadShape::of(&samples(scene, place, meters));
    let line = |name: &str, ratio: Option<f64>, remark: &str| {
        Some(FigureLine {
            indicator: METHOD.to_owned(),
            name: name.to_owned(),
            value: decimal(ratio?, 2),
            remark: remark.to_owned(),
        })
    };
    [
        line(
            "Fermé / ouvert",
            shape.night_day,
            "puissance moyenne hors ouverture ÷ pendant l’ouverture, trois semaines",
        ),
        line(
            "Week-end / semaine",
            shape.weekend_weekday,
            "électricité d’un jour de week-end ÷ d’un jour de semaine",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The meters together, at the hours that all of them know: an hour that one of
/// them lacks would look like one of rest.
fn samples(scene: &Scene<'_>, place: PlaceId, meters: &[(u32, Vec<Reading>)]) -> Vec<LoadSample> {
    let town = scene.town();
    let calendar = OpeningCalendar::of(town.tree(), town.facts(), place);
    let mut hours: BTreeMap<At, (f64, usize)> = BTreeMap::new();
    for (step_s, readings) in meters {
        let steps = usize::try_from(HOUR_S / (*step_s).clamp(1, HOUR_S)).unwrap_or(1);
        for (at, amount) in hourly(readings, steps) {
            let hour = hours.entry(at).or_default();
            hour.0 += amount;
            hour.1 += 1;
        }
    }
    hours
        .into_iter()
        .filter(|(_, (_, known))| *known == meters.len())
        .map(|(at, (amount, _))| {
            let local = town.zone().civil(at);
            let day = Day::from_date(local.date());
            let declared = calendar.hours(day).map(|hours| hours.is_open(local));
            LoadSample {
                day,
                power_kw: amount,
                hours: 1.0,
                open: declared.unwrap_or_else(|| is_usually_open(&calendar, day, local.hour())),
            }
        })
        .collect()
}

/// What a meter used in each hour of which it knows all `steps`.
fn hourly(readings: &[Reading], steps: usize) -> impl Iterator<Item = (At, f64)> {
    let mut hours: BTreeMap<At, (f64, usize)> = BTreeMap::new();
    for reading in readings.iter().filter(|reading| reading.quality.counts()) {
        let into = reading
            .at
            .seconds_since(At::from_seconds(0))
            .rem_euclid(i64::from(HOUR_S));
        let hour = hours.entry(reading.at.plus_seconds(-into)).or_default();
        hour.0 += reading.value;
        hour.1 += 1;
    }
    hours
        .into_iter()
        .filter(move |(_, (_, known))| *known >= steps)
        .map(|(at, (amount, _))| (at, amount))
}

/// Without declared hours, working days from 8 h to 18 h.
fn is_usually_open(calendar: &OpeningCalendar, day: Day, hour: i8) -> bool {
    calendar.day_type(day) == DayType::Open && (8..18).contains(&hour)
}
