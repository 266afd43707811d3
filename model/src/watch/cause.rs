use serde::{Deserialize, Serialize};

/// What is out of line; one alert per cause and series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Days without any reading.
    Gap,
    /// Days at 0 where that means silence.
    Zeros,
    /// The same value for a whole day or longer.
    FlatLine,
    /// Several times, or a fraction of, what was expected, and it stays so: a
    /// meter swapped, a unit changed.
    LevelShift,
    /// Water that never stops.
    Leak,
    /// A base load well above that of the weeks before.
    NightLoad,
    /// A closed day that uses far more than closed days do.
    ClosedDay,
    /// Consumption that creeps away from what the weather explains.
    Drift,
    /// Days far above what was expected.
    Excess,
    /// Days far below what was expected.
    Shortfall,
}

/// A name that is no cause.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error(
    "unknown cause `{0}`: use gap, zeros, flat-line, level-shift, leak, night-load, closed-day, \
     drift, excess or shortfall"
)]
pub struct UnknownCause(pub String);

impl Cause {
    /// Every cause, the most telling first: where two are found on the same
    /// days, the first one stands for both.
    pub const ALL: [Self; 10] = [
        Self::Gap,
        Self::Zeros,
        Self::FlatLine,
        Self::LevelShift,
        Self::Leak,
        Self::NightLoad,
        Self::ClosedDay,
        Self::Drift,
        Self::Excess,
        Self::Shortfall,
    ];

    /// The name used in files, addresses and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Zeros => "zeros",
            Self::FlatLine => "flat-line",
            Self::LevelShift => "level-shift",
            Self::Leak => "leak",
            Self::NightLoad => "night-load",
            Self::ClosedDay => "closed-day",
            Self::Drift => "drift",
            Self::Excess => "excess",
            Self::Shortfall => "shortfall",
        }
    }

    /// Whether the data are at fault rather than the building.
    pub const fn is_of_the_meter(self) -> bool {
        matches!(
            self,
            Self::Gap | Self::Zeros | Self::FlatLine | Self::LevelShift
        )
    }
}

impl core::str::FromStr for Cause {
    type Err = UnknownCause;

    fn from_str(s: &str) -> Result<Self, UnknownCause> {
        Self::ALL
            .into_iter()
            .find(|cause| cause.as_str() == s)
            .ok_or_else(|| UnknownCause(s.chars().take(40).collect()))
    }
}
