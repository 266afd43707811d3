use model::format::time_of_day;
use model::time::At;

/// When a screen is looked at, and how far what it shows can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The town's clock.
    pub now: At,
    /// Offset of its zone from UTC, in seconds.
    pub offset_s: i32,
    /// The data are invented.
    pub demo: bool,
    /// Nothing came for two periods: no wait is shown any more.
    pub lost: bool,
}

impl Moment {
    /// « 14 h 32 ».
    pub fn time(self, at: At) -> String {
        time_of_day(at, self.offset_s)
    }

    /// Whether an instant is on the same local day.
    pub fn is_today(self, at: At) -> bool {
        let day = |at: At| (at.seconds() + i64::from(self.offset_s)).div_euclid(86_400);
        day(at) == day(self.now)
    }
}
