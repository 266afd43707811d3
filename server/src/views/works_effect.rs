//! What works brought, measured: the year before them, brought to the weather
//! since, against what was used since.

mod words;

use app::view::EffectView;
use model::city::{PlaceId, SeriesKind, Weather};
use model::energy::{ChangePointOptions, EffectDay, Savings, Unmeasured, measured_effect};
use model::engine::{SeriesIndex, Town};
use model::time::Day;

use super::Scene;
use super::comparing::{FINAL, events};

/// Days of the baseline, and of what is held against it at most.
const YEAR: i32 = 365;
/// A meter read less often says nothing of a day.
const LONGEST_STEP_S: u32 = 86_400;
/// A day known for less is taken for silent, as where signatures are fitted.
const LEAST_SHARE: f64 = 0.5;

/// The effect of what was done to a place on a day.
pub(super) fn works_effect(scene: &Scene<'_>, place: PlaceId, on: Day, name: &str) -> EffectView {
    let found = Found::of(scene, place, on, name);
    words::told(scene, place, &found)
}

/// What came out, and what has to be said with it.
struct Found {
    on: Day,
    /// First day that is not held against the baseline any more.
    until: Day,
    result: Result<Savings, Unmeasured>,
    /// Meters read every day that were asked.
    meters: usize,
    /// The meter with most silent days before, and how many.
    silent: Option<(String, u32)>,
    /// Meters that could not be asked: read by bills, or silent all the time.
    left_out: Vec<String>,
    /// What else was done in the days compared.
    beside: Vec<String>,
}

/// A meter that is read every day.
struct Meter {
    index: SeriesIndex,
    name: String,
    /// To kWh of final energy.
    factor: f64,
    weather: Option<Weather>,
}

impl Found {
    fn of(scene: &Scene<'_>, place: PlaceId, on: Day, name: &str) -> Self {
        let first = on.plus(-YEAR);
        // Today is not over: it is not compared.
        let until = on.plus(YEAR).min(scene.now().moment().day);
        let (mut meters, mut left_out) = meters(scene, place);
        let town = scene.town();
        meters.retain(|meter| {
            let spoke = (first.number()..until.number())
                .any(|n| meter.used(town, Day::from_number(n)).is_some());
            if !spoke {
                left_out.push(meter.name.clone());
            }
            spoke
        });
        let days = |from: Day, to: Day| -> Vec<EffectDay> {
            (from.number()..to.number())
                .map(Day::from_number)
                .map(|day| EffectDay {
                    used: meters.iter().map(|meter| meter.used(town, day)).sum(),
                    celsius: town.temperature(place, day),
                })
                .collect()
        };
        let cooled = meters.iter().any(|m| m.weather == Some(Weather::Both));
        let options = if cooled {
            ChangePointOptions::CELSIUS
        } else {
            ChangePointOptions::CELSIUS_HEATING
        };
        let silent = meters
            .iter()
            .map(|meter| {
                let days = (first.number()..on.number()).map(Day::from_number);
                let silent = days.filter(|day| meter.used(town, *day).is_none()).count();
                (meter.name.clone(), u32::try_from(silent).unwrap_or(0))
            })
            .max_by_key(|(_, days)| *days);
        let beside = events(scene, place)
            .into_iter()
            .filter(|(day, other)| other != name && first <= *day && *day < until)
            .map(|(_, other)| other)
            .collect();
        Self {
            on,
            until,
            result: measured_effect(&days(first, on), &days(on, until), &options),
            meters: meters.len(),
            silent,
            left_out,
            beside,
        }
    }
}

/// The meters of energy at or below a place that are read every day, and the
/// names of the others.
fn meters(scene: &Scene<'_>, place: PlaceId) -> (Vec<Meter>, Vec<String>) {
    let town = scene.town();
    let inside = town.tree().subtree(place);
    let (mut daily, mut others) = (Vec::new(), Vec::new());
    for (position, one) in town.series().iter().enumerate() {
        let (series, asked) = (&one.series, inside.contains(&one.place));
        if !asked || !one.is_counted() || series.kind == SeriesKind::Gauge {
            continue;
        }
        let Some(quantity) = town
            .themes()
            .iter()
            .find_map(|t| t.quantity(&series.quantity))
        else {
            continue;
        };
        let unit = series.unit.factor_to(&quantity.unit).ok();
        let Some((factor, unit)) = town.factor(FINAL, series).zip(unit) else {
            continue;
        };
        let name = scene.name(one.place).to_owned();
        if series.step_s > LONGEST_STEP_S {
            others.push(name);
        } else {
            daily.push(Meter {
                index: SeriesIndex(position),
                name,
                factor: factor * unit,
                weather: town.weather_of(&series.quantity),
            });
        }
    }
    (daily, others)
}

impl Meter {
    /// kWh of a day, its missing part at the mean of the known.
    fn used(&self, town: &Town, day: Day) -> Option<f64> {
        let known = town.track(self.index)?.known(day)?;
        (known.share > LEAST_SHARE).then(|| known.sum / known.share * self.factor)
    }
}

#[cfg(test)]
#[path = "works_effect/tests.rs"]
mod tests;
