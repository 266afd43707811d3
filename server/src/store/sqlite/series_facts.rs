use model::city::{Series, SeriesKind};
use model::measure::{DayTotal, IndexMeter, Quality, Reading, Rollup};

use super::frame::Frame;

/// What of a series decides how its readings add up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeriesFacts {
    /// What its readings mean.
    pub(crate) kind: SeriesKind,
    /// Seconds from one expected reading to the next.
    pub(crate) step_s: u32,
    /// Whether a reading of 0 stands for silence.
    pub(crate) zero_is_missing: bool,
    /// Where an index starts again.
    pub(crate) meter: IndexMeter,
}

impl SeriesFacts {
    /// The facts of a series.
    pub(crate) const fn of(series: &Series) -> Self {
        Self {
            kind: series.kind,
            step_s: series.step_s,
            zero_is_missing: series.zero_is_missing,
            meter: IndexMeter {
                rollover_at: series.rollover_at,
            },
        }
    }

    /// The reading as it enters aggregates: a zero that means silence is marked missing.
    pub(crate) fn as_counted(&self, reading: Reading) -> Reading {
        if self.zero_is_missing && reading.value == 0.0 {
            Reading {
                quality: Quality::Missing,
                ..reading
            }
        } else {
            reading
        }
    }

    /// Whether the reading enters aggregates.
    pub(crate) fn counts(&self, reading: &Reading) -> bool {
        self.as_counted(*reading).quality.counts()
    }

    /// The aggregate of the readings of one day.
    pub(crate) fn rollup(&self, readings: &[Reading]) -> Rollup {
        Rollup::from_readings(readings.iter().map(|reading| self.as_counted(*reading)))
    }

    /// The total of a day of an interval or gauge series; an index series has
    /// its totals from neighbouring readings instead.
    pub(crate) fn total(&self, rollup: &Rollup, frame: &Frame, index: usize) -> DayTotal {
        let covered_s = rollup.count.saturating_mul(self.step_s);
        DayTotal::from_micro(rollup.sum_micro, covered_s.min(frame.length_s(index)))
    }
}
