use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::time::{Day, is_public_holiday};

/// When a place is open: weekly hours, public holidays, exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// Hours of each weekday, Monday first; a missing day is closed.
    pub week: Vec<Vec<OpenRange>>,
    /// Whether it opens on public holidays as on other days.
    #[serde(default)]
    pub open_on_holidays: bool,
    /// Whether the holidays of Alsace-Moselle are kept too.
    #[serde(default)]
    pub alsace_moselle: bool,
    /// Days with other hours; none of them closed all day.
    #[serde(default)]
    pub exceptions: Vec<OpeningException>,
}

/// Some open minutes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRange {
    /// Minutes from local midnight.
    pub from: u16,
    /// Minutes from local midnight, after `from`, at most 1 440.
    pub to: u16,
}

/// Other hours from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningException {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Its hours; empty: closed.
    #[serde(default)]
    pub hours: Vec<OpenRange>,
}

/// Whether anybody is expected on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayType {
    /// Open for some time.
    Open,
    /// Closed all day.
    Closed,
}

impl OpeningHours {
    /// The open minutes of a day, in the order they are declared in.
    ///
    /// ```
    /// use model::city::{DayType, OpenRange, OpeningHours};
    /// use model::time::Day;
    /// let office = vec![OpenRange { from: 8 * 60 + 30, to: 12 * 60 }, OpenRange { from: 810, to: 1050 }];
    /// let hours = OpeningHours {
    ///     week: vec![office; 5],
    ///     open_on_holidays: false,
    ///     alsace_moselle: false,
    ///     exceptions: vec![],
    /// };
    /// let day = |text: &str| text.parse::<Day>().unwrap();
    /// assert_eq!(hours.open_minutes(day("2026-04-07")), 7 * 60 + 30);
    /// // Easter Monday
    /// assert_eq!(hours.day_type(day("2026-04-06")), DayType::Closed);
    /// ```
    pub fn ranges(&self, day: Day) -> &[OpenRange] {
        let exception = self
            .exceptions
            .iter()
            .rev()
            .find(|e| e.from <= day && day <= e.to);
        if let Some(exception) = exception {
            return &exception.hours;
        }
        if !self.open_on_holidays && is_public_holiday(day, self.alsace_moselle) {
            return &[];
        }
        let weekday = usize::try_from(day.weekday_from_monday()).unwrap_or(usize::MAX);
        self.week.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// How many minutes it is open on a day.
    pub fn open_minutes(&self, day: Day) -> u32 {
        let minutes = |r: &OpenRange| u32::from(r.to.saturating_sub(r.from));
        self.ranges(day).iter().map(minutes).sum()
    }

    /// Whether it opens at all on a day.
    pub fn day_type(&self, day: Day) -> DayType {
        if self.open_minutes(day) > 0 {
            DayType::Open
        } else {
            DayType::Closed
        }
    }

    /// Whether it is open at a local time.
    pub fn is_open(&self, at: DateTime) -> bool {
        let minute = i32::from(at.hour()) * 60 + i32::from(at.minute());
        self.ranges(Day::from_date(at.date()))
            .iter()
            .any(|r| (i32::from(r.from)..i32::from(r.to)).contains(&minute))
    }
}
