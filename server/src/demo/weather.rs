use core::f64::consts::TAU;

use model::time::Day;

use super::draws::{Draws, subject};

/// Outdoor temperatures of an inland French town, invented.
///
/// Seasons, plus a daily departure that remembers the days before. The memory
/// is cut after [`MEMORY`] days, so that any day is found without the past.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weather {
    seed: u64,
}

/// Days after which a warm spell is forgotten: 0.76^40 is less than 1/10 000.
const MEMORY: i32 = 40;
/// Share of a day's departure that is left the next day.
const PERSISTENCE: f64 = 0.76;
/// Deviation of what each day adds, °C: departures then have 2.9 °C.
const DAILY_NEWS: f64 = 1.9;
/// Yearly mean and half of the distance from January to July, °C.
const MEAN: f64 = 11.3;
const SEASON: f64 = 8.4;

impl Weather {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Mean of a day, °C.
    pub(super) fn mean(self, day: Day) -> f64 {
        let departure = (0..MEMORY).rev().fold(0.0, |kept, back| {
            let news = Draws::new(self.seed, subject("weather"), day.number() - back).bell();
            kept * PERSISTENCE + news * DAILY_NEWS
        });
        MEAN - SEASON * (TAU * (year_share(day) - 0.05)).cos() + departure
    }

    /// Half of the distance from night to afternoon, °C: wider in summer and under a clear sky.
    pub(super) fn swing(self, day: Day) -> f64 {
        self.sky(day) * (3.9 - 1.9 * (TAU * (year_share(day) - 0.02)).cos())
    }

    /// Share of the sun that the clouds of a day let through, fewer clouds in summer.
    pub(super) fn clearness(self, day: Day) -> f64 {
        let season = 0.62 - 0.14 * (TAU * (year_share(day) - 0.02)).cos();
        (season + 0.6 * (self.sky(day) - 0.875)).clamp(0.12, 1.0)
    }

    fn sky(self, day: Day) -> f64 {
        Draws::new(self.seed, subject("sky"), day.number()).between(0.45, 1.3)
    }
}

/// How far the year has gone, 0 to 1.
pub(super) fn year_share(day: Day) -> f64 {
    day.year_fraction().fract()
}
