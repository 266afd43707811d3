use std::borrow::Cow;

use model::time::{Day, Zone};

use super::day_facts::DayFacts;
use super::weather::Weather;

/// The days of the town: those of its data are at hand, any other is worked out.
#[derive(Debug)]
pub(super) struct Days {
    pub(super) seed: u64,
    pub(super) zone: Zone,
    weather: Weather,
    /// From the first day of the data to a few after the town was built.
    kept: Vec<DayFacts>,
}

/// Days that are kept at hand after the town was built.
const AHEAD: i32 = 3;

impl Days {
    /// The days since `first`, for a town that is built on `today`.
    pub(super) fn new(seed: u64, zone: &Zone, first: Day, today: Day) -> Self {
        let weather = Weather::new(seed);
        Self {
            kept: (first.number()..=today.number() + AHEAD)
                .map(|n| DayFacts::of(Day::from_number(n), zone, weather))
                .collect(),
            seed,
            zone: zone.clone(),
            weather,
        }
    }

    /// What all buildings share that day.
    pub(super) fn facts(&self, day: Day) -> Cow<'_, DayFacts> {
        let kept = self.kept.first().and_then(|first| {
            let nth = usize::try_from(day.since(first.day)).ok()?;
            self.kept.get(nth)
        });
        kept.map_or_else(
            || Cow::Owned(DayFacts::of(day, &self.zone, self.weather)),
            Cow::Borrowed,
        )
    }

    /// Those of the days `[from, to)` that are at hand.
    pub(super) fn between(&self, from: Day, to: Day) -> &[DayFacts] {
        let [from, to] = [from, to].map(|day| self.kept.partition_point(|facts| facts.day < day));
        self.kept.get(from..to).unwrap_or_default()
    }

    /// All days at hand.
    pub(super) fn kept(&self) -> &[DayFacts] {
        &self.kept
    }
}
