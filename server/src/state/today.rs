use model::measure::Reading;
use model::time::{At, Day};

use crate::clock::SharedClock;

/// Which instant the town's notes speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Today {
    /// The clock: the rule for a town that measures now.
    #[default]
    Clock,
    /// Just after the latest reading: for archives.
    Latest,
    /// The end of a given day.
    Day(Day),
}

/// A value that is neither `clock`, `latest` nor a date.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("today `{0}`: use clock, latest, or a date such as 2022-12-31")]
pub struct UnknownToday(String);

impl core::str::FromStr for Today {
    type Err = UnknownToday;

    fn from_str(s: &str) -> Result<Self, UnknownToday> {
        match s {
            "clock" => Ok(Self::Clock),
            "latest" => Ok(Self::Latest),
            date => date
                .parse()
                .map(Self::Day)
                .map_err(|_| UnknownToday(date.to_owned())),
        }
    }
}

impl Today {
    /// The instant, given the latest reading of the town.
    pub(super) fn now(self, clock: &SharedClock, latest: Option<Reading>) -> At {
        match (self, latest) {
            // An hourly reading speaks of the hour that starts at its stamp.
            (Self::Latest, Some(reading)) => reading.at.plus_seconds(3600).min(clock.now()),
            (Self::Day(day), _) => At::from_seconds((i64::from(day.number()) + 1) * 86_400),
            _ => clock.now(),
        }
    }
}
