use model::format::{day_and_time, time_of_day};
use model::time::{At, Day};

/// When a screen is looked at, and how far what it shows can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The town's clock.
    pub now: At,
    /// Offset of its zone from UTC, in seconds.
    pub offset_s: i32,
    /// When clocks change next, and the offset from then on: what is closed on a Friday
    /// may open after it.
    pub change: Option<(At, i32)>,
    /// The data are invented.
    pub demo: bool,
    /// Nothing came for two periods: no wait is shown any more.
    pub lost: bool,
}

impl Moment {
    /// « 14 h 32 ».
    pub fn time(self, at: At) -> String {
        time_of_day(at, self.offset(at))
    }

    fn offset(self, at: At) -> i32 {
        match self.change {
            Some((change, offset_s)) if at >= change => offset_s,
            _ => self.offset_s,
        }
    }

    /// « ouvre à 13 h 30 », « ouvre lundi à 8 h 30 ».
    pub fn opens(self, at: At) -> String {
        let when = day_and_time(self.day(self.now), self.day(at), &self.time(at));
        format!("ouvre {when}")
    }

    fn day(self, at: At) -> Day {
        let number = (at.seconds() + i64::from(self.offset(at))).div_euclid(86_400);
        Day::from_number(i32::try_from(number).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_after_the_clocks_change_is_told_in_its_own_time() {
        // Friday 23 October 2026, 20:00 in Paris; clocks go back on Sunday at 01:00 UTC.
        let friday = At::from_seconds(1_792_778_400);
        let moment = Moment {
            now: friday,
            offset_s: 7_200,
            change: Some((At::from_seconds(1_792_890_000), 3_600)),
            demo: false,
            lost: false,
        };
        let monday = At::from_seconds(1_792_999_800);
        assert_eq!(moment.opens(monday), "ouvre lundi à 8\u{202f}h\u{202f}30");
    }
}
