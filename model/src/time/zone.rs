use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, civil};

use super::{At, Day};

/// The civil time of a town. All local buckets are cut in it.
///
/// The rules come from the caller: an IANA name where a time zone database is
/// at hand (the server), a POSIX rule where there is none (the browser).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// Why a zone could not be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ZoneError {
    /// Neither an IANA name known here nor a POSIX rule: name another zone.
    #[error("unknown time zone `{0}`: give an IANA name such as Europe/Paris")]
    Unknown(String),
    /// The civil time happens twice that day (clocks going back): give an offset.
    #[error("{0} happens twice in zone {1}: give an offset")]
    Ambiguous(civil::DateTime, String),
    /// The civil time does not exist that day (clocks going forward).
    #[error("{0} does not exist in zone {1}")]
    Skipped(civil::DateTime, String),
    /// Outside the years 1 to 9998.
    #[error("{0} is out of range")]
    OutOfRange(civil::DateTime),
}

impl Zone {
    /// Central European rule, for places without a time zone database.
    pub const PARIS_POSIX: &'static str = "CET-1CEST,M3.5.0,M10.5.0/3";

    /// The zone with that IANA name, or that POSIX rule.
    ///
    /// # Errors
    /// [`ZoneError::Unknown`] when it is neither.
    pub fn new(name: &str) -> Result<Self, ZoneError> {
        TimeZone::get(name)
            .or_else(|_| TimeZone::posix(name))
            .map(|rules| Self {
                name: name.to_owned(),
                rules,
            })
            .map_err(|_| ZoneError::Unknown(name.to_owned()))
    }

    /// UTC, which needs no database.
    pub fn utc() -> Self {
        Self {
            name: "UTC".to_owned(),
            rules: TimeZone::UTC,
        }
    }

    /// The name it was made with.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules themselves, for a library that wants them.
    pub fn rules(&self) -> &TimeZone {
        &self.rules
    }

    /// Civil date and time of an instant.
    pub fn civil(&self, at: At) -> civil::DateTime {
        self.rules.to_datetime(timestamp(at))
    }

    /// Offset from UTC in seconds at an instant.
    pub fn offset_s(&self, at: At) -> i32 {
        self.rules.to_offset(timestamp(at)).seconds()
    }

    /// When clocks change next after an instant, and the offset from then on.
    pub fn next_offset(&self, at: At) -> Option<(At, i32)> {
        let next = self.rules.following(timestamp(at)).next()?;
        let at = At::from_millis(next.timestamp().as_millisecond());
        Some((at, next.offset().seconds()))
    }

    /// The local day an instant falls in.
    pub fn day(&self, at: At) -> Day {
        Day::from_date(self.civil(at).date())
    }

    /// The first instant of a local day.
    pub fn start_of_day(&self, day: Day) -> At {
        self.start_of(day.date())
    }

    /// Length of a local day: 86 400 s, or 82 800 and 90 000 where clocks change.
    pub fn day_length_s(&self, day: Day) -> u32 {
        let length = self
            .start_of_day(day.plus(1))
            .seconds_since(self.start_of_day(day));
        u32::try_from(length).unwrap_or(86_400)
    }

    /// The instant of a civil time that must be unique.
    ///
    /// # Errors
    /// [`ZoneError::Ambiguous`] or [`ZoneError::Skipped`] around clock changes.
    pub fn instant(&self, local: civil::DateTime) -> Result<At, ZoneError> {
        let ambiguous = self.rules.to_ambiguous_timestamp(local);
        match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => ambiguous
                .compatible()
                .map(|t| At::from_millis(t.as_millisecond()))
                .map_err(|_| ZoneError::OutOfRange(local)),
            AmbiguousOffset::Gap { .. } => Err(ZoneError::Skipped(local, self.name.clone())),
            AmbiguousOffset::Fold { .. } => Err(ZoneError::Ambiguous(local, self.name.clone())),
        }
    }

    /// Both instants of a civil time that happens twice, earlier first; `None` when it does not.
    pub fn both_instants(&self, local: civil::DateTime) -> Option<(At, At)> {
        let ambiguous = self.rules.to_ambiguous_timestamp(local);
        if !matches!(ambiguous.offset(), AmbiguousOffset::Fold { .. }) {
            return None;
        }
        let earlier = ambiguous.earlier().ok()?;
        let later = ambiguous.later().ok()?;
        Some((
            At::from_millis(earlier.as_millisecond()),
            At::from_millis(later.as_millisecond()),
        ))
    }

    /// The first instant of a civil date; where midnight is skipped, the instant of the change.
    pub(crate) fn start_of(&self, date: civil::Date) -> At {
        self.rules
            .to_ambiguous_timestamp(date.to_datetime(civil::Time::midnight()))
            .compatible()
            .map_or_else(
                |_| At::from_seconds(i64::from(Day::from_date(date).number()) * 86_400),
                |t| At::from_millis(t.as_millisecond()),
            )
    }
}

fn timestamp(at: At) -> Timestamp {
    // `At` is held inside a range that jiff covers with a day to spare.
    Timestamp::from_millisecond(at.millis()).unwrap_or(Timestamp::UNIX_EPOCH)
}
