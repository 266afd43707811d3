use serde::{Deserialize, Serialize};

use crate::time::At;

/// What is known about how a value came to be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Quality {
    /// Read from a meter.
    #[default]
    Measured = 0,
    /// Given by the source as an estimate; counts, and is named as such.
    Estimated = 1,
    /// Stands where a reading is missing (a zero that means silence); kept, never counted.
    Missing = 2,
    /// The meter was replaced: on an index series, a new count starts here.
    Replaced = 3,
}

impl Quality {
    /// The number it is stored under.
    pub const fn code(self) -> u8 {
        match self {
            Self::Measured => 0,
            Self::Estimated => 1,
            Self::Missing => 2,
            Self::Replaced => 3,
        }
    }

    /// The quality stored under that number.
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Measured),
            1 => Some(Self::Estimated),
            2 => Some(Self::Missing),
            3 => Some(Self::Replaced),
            _ => None,
        }
    }

    /// Whether the value enters sums, means and coverage.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Missing)
    }
}

/// One value of one series at one instant, in the unit of the series.
///
/// For an interval series `at` is the start of the interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// When.
    pub at: At,
    /// How much, in the series' unit; always finite.
    pub value: f64,
    /// How it is known.
    #[serde(default)]
    pub quality: Quality,
}

/// Bounds that every accepted reading keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingLimits {
    /// The current instant of the server's clock.
    pub now: At,
}

/// Why a reading was refused. The text says what to do.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ReadingFault {
    /// NaN or infinite.
    #[error("value is not a finite number")]
    NotFinite,
    /// Magnitude above [`ReadingLimits::MAX_MAGNITUDE`].
    #[error("value {0:e} is beyond 1e12: check the unit")]
    TooLarge(f64),
    /// More than ten minutes ahead of the clock.
    #[error("timestamp is {ahead_s} s in the future: check the clock or the zone of the source")]
    Future {
        /// Seconds ahead of the server's clock.
        ahead_s: i64,
    },
    /// Before 1900: a date read with the wrong format.
    #[error("timestamp is before 1900: check the date format")]
    TooOld,
}

impl ReadingLimits {
    /// Largest magnitude of a value, in the series' unit.
    pub const MAX_MAGNITUDE: f64 = 1e12;
    /// How far a source's clock may run ahead, in seconds (domain §7).
    pub const MAX_AHEAD_S: i64 = 600;
    const OLDEST: At = At::from_seconds(-2_208_988_800);

    /// Checks one reading.
    ///
    /// # Errors
    /// The [`ReadingFault`] that says why it cannot be stored.
    pub fn check(self, reading: Reading) -> Result<Reading, ReadingFault> {
        if !reading.value.is_finite() {
            return Err(ReadingFault::NotFinite);
        }
        if reading.value.abs() > Self::MAX_MAGNITUDE {
            return Err(ReadingFault::TooLarge(reading.value));
        }
        let ahead_s = reading.at.seconds_since(self.now);
        if ahead_s > Self::MAX_AHEAD_S {
            return Err(ReadingFault::Future { ahead_s });
        }
        if reading.at < Self::OLDEST {
            return Err(ReadingFault::TooOld);
        }
        Ok(reading)
    }
}
