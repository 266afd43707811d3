use model::format::{date_brief, date_short, time_of_day};
use model::time::{At, Day};

use crate::view::Frame;

/// The town's clock as the page was made: a first render never asks the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    offset_s: i32,
    today: Day,
}

impl Clock {
    /// The clock of a page.
    pub fn of(frame: &Frame) -> Self {
        let offset_s = frame.live.offset_s;
        Self {
            offset_s,
            today: local_day(frame.live.now, offset_s),
        }
    }

    /// « 14 h 32 ».
    pub fn time(self, at: At) -> String {
        time_of_day(at, self.offset_s)
    }

    /// « 14 h 32 » today, « 12 nov. » before.
    pub fn time_or_brief_day(self, at: At) -> String {
        if self.is_today(at) {
            self.time(at)
        } else {
            date_brief(local_day(at, self.offset_s))
        }
    }

    /// Whether it was on the day of the page.
    pub fn is_today(self, at: At) -> bool {
        local_day(at, self.offset_s) >= self.today
    }

    /// « à 14 h 32 » today, « le 12 novembre 2026 » before.
    pub fn since(self, at: At) -> String {
        self.told(at, "à ", "le ")
    }

    /// « de 14 h 32 » today, « du 12 novembre 2026 » before.
    pub fn of_when(self, at: At) -> String {
        self.told(at, "de ", "du ")
    }

    fn told(self, at: At, time: &str, day: &str) -> String {
        let on = local_day(at, self.offset_s);
        // A page that stays open past midnight sees readings of the next day.
        if on >= self.today {
            format!("{time}{}", self.time(at))
        } else {
            format!("{day}{}", date_short(on))
        }
    }
}

fn local_day(at: At, offset_s: i32) -> Day {
    let days = (at.seconds() + i64::from(offset_s)).div_euclid(86_400);
    Day::from_number(i32::try_from(days).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_told_by_its_hour_and_the_past_by_its_date() {
        let noon = At::from_seconds(1_795_516_320); // 24 November 2026, 10:32 UTC
        let clock = Clock {
            offset_s: 3_600,
            today: local_day(noon, 3_600),
        };
        assert_eq!(clock.since(noon), "à 11\u{202f}h\u{202f}32");
        assert_eq!(
            clock.of_when(noon.plus_seconds(-86_400)),
            "du 23 novembre 2026"
        );
        assert_eq!(
            clock.time_or_brief_day(noon.plus_seconds(-86_400)),
            "23\u{202f}nov."
        );
        // 23:30 UTC is already the next day in Paris.
        assert_eq!(
            clock.since(noon.plus_seconds(13 * 3_600)),
            "à 0\u{202f}h\u{202f}32"
        );
    }
}
