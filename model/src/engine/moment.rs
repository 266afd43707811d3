use crate::time::{At, Day, Zone};

/// The instant a picture is taken at, to the hour, with what follows from the zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment {
    /// Start of the running local hour: readings are expected up to here.
    pub at: At,
    /// The local day it is in.
    pub day: Day,
    /// Share of that day that has passed, 0 to less than 1.
    pub passed: f64,
}

impl Moment {
    /// The moment of an instant. A meter that reports by the hour owes nothing
    /// for the running one, so the moment is the start of the local hour.
    pub fn at(at: At, zone: &Zone) -> Self {
        let day = zone.day(at);
        let start = zone.start_of_day(day);
        let passed_s = at.seconds_since(start).div_euclid(3600) * 3600;
        let length_s = zone.day_length_s(day);
        let passed = f64::from(u32::try_from(passed_s).unwrap_or(0)) / f64::from(length_s.max(1));
        Self {
            at: start.plus_seconds(passed_s),
            day,
            passed,
        }
    }

    /// The first instant of a day: everything before it has passed.
    pub fn start_of(day: Day, zone: &Zone) -> Self {
        Self {
            at: zone.start_of_day(day),
            day,
            passed: 0.0,
        }
    }

    /// The same share of the day, a year earlier.
    #[must_use]
    pub fn a_year_earlier(self, zone: &Zone) -> Self {
        let day = self.day.plus_years(-1);
        Self {
            at: zone.start_of_day(day),
            day,
            passed: self.passed,
        }
    }
}
