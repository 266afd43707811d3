use model::city::PlaceId;
use model::energy::Signature;
use model::engine::{Moment, SeriesIndex, Town};
use model::time::Day;

use crate::views::Scene;

/// A meter is compared where at least this share of both periods is known.
const LEAST_KNOWN: f64 = 0.75;
/// Temperatures are taken where at least this share of the days has one.
const LEAST_WEATHER: f64 = 0.9;

/// The family of parameters that make final energy of every fluid.
pub const FINAL: &str = "final";

type Days = (Day, Day);

/// The meters of energy at or below a place.
pub struct Amounts<'a> {
    town: &'a Town,
    meters: Vec<Meter>,
}

struct Meter {
    index: SeriesIndex,
    place: PlaceId,
    /// To kWh of final energy.
    factor: f64,
    signature: Option<Signature>,
}

/// Two periods of the same meters.
pub struct Pair {
    /// This and the other, in kWh; `None` when no meter is known in both.
    pub both: Option<(f64, f64)>,
    /// Meters known in one of them only.
    pub left_out: u32,
}

/// Whether a thermometer speaks for the place: without one nothing is corrected.
pub fn has_weather(scene: &Scene<'_>, place: PlaceId) -> bool {
    scene
        .town()
        .temperature(place, scene.day.plus(-1))
        .is_some()
}

impl<'a> Amounts<'a> {
    /// `then` ends the other period, where it is brought to another weather: how a
    /// meter answered to it is known from the year before, or from now where that
    /// is too thin.
    pub fn of(scene: &'a Scene<'_>, place: PlaceId, then: Option<Day>) -> Self {
        let town = scene.town();
        let inside = town.tree().subtree(place);
        let now = scene.now().moment();
        let then = then.map(|day| Moment::start_of(day, town.zone()));
        let meters = town
            .series()
            .iter()
            .enumerate()
            .filter(|(_, s)| s.is_counted() && inside.contains(&s.place))
            .filter_map(|(position, s)| {
                let index = SeriesIndex(position);
                let factor = town.factor(FINAL, &s.series)?;
                let quantity = town
                    .themes()
                    .iter()
                    .find_map(|theme| theme.quantity(&s.series.quantity))?;
                let unit = s.series.unit.factor_to(&quantity.unit).ok()?;
                Some(Meter {
                    index,
                    place: s.place,
                    factor: factor * unit,
                    signature: then
                        .and_then(|then| {
                            let known = town.signature(index, then);
                            known.or_else(|| town.signature(index, now))
                        })
                        .filter(Signature::is_weather_sensitive),
                })
            })
            .collect();
        Self { town, meters }
    }

    /// What the meters known in both periods used. `corrected` brings the other
    /// period to the weather of this one: only what answers to temperature moves.
    pub fn pair(&self, this: Days, other: Days, corrected: bool) -> Pair {
        let mut pair = Pair {
            both: None,
            left_out: 0,
        };
        for meter in &self.meters {
            match (self.used(meter, this), self.used(meter, other)) {
                (Some(now), Some(then)) => {
                    let moved = corrected.then(|| self.weather_between(meter, this, other));
                    let then = (then + moved.flatten().unwrap_or(0.0)).max(0.0);
                    let (a, b) = pair.both.unwrap_or_default();
                    pair.both = Some((a + now, b + then));
                }
                (None, None) => {}
                _ => pair.left_out += 1,
            }
        }
        pair
    }

    /// kWh of some days, missing ones at the mean of the known.
    fn used(&self, meter: &Meter, (from, to): Days) -> Option<f64> {
        let track = self.town.track(meter.index)?;
        let (mut sum, mut known) = (0.0, 0.0);
        for (_, day) in track.known_days(from, to) {
            sum += day.sum;
            known += day.share;
        }
        let due = f64::from(to.since(from));
        (known > 0.0 && known / due >= LEAST_KNOWN).then(|| sum / known * due * meter.factor)
    }

    /// What the weather of one period adds to that of another, in kWh.
    fn weather_between(&self, meter: &Meter, this: Days, other: Days) -> Option<f64> {
        let signature = meter.signature.as_ref()?;
        let moved = |days| self.moved(meter, signature, days);
        Some((moved(this)? - moved(other)?) * meter.factor)
    }

    fn moved(&self, meter: &Meter, signature: &Signature, (from, to): Days) -> Option<f64> {
        let (mut sum, mut known) = (0.0, 0);
        for n in from.number()..to.number() {
            let day = Day::from_number(n);
            if let Some(mean) = self.town.temperature(meter.place, day) {
                sum += signature.heated(mean) + signature.cooled(mean);
                known += 1;
            }
        }
        let share = f64::from(known) / f64::from(to.since(from).max(1));
        (share >= LEAST_WEATHER).then(|| sum / share)
    }
}
