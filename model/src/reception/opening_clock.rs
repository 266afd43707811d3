use jiff::ToSpan;
use jiff::civil::Time;

use crate::city::{DayType, OpenRange, OpeningHours};
use crate::time::{At, Day, Zone};

/// Most days that are counted through: ten years.
const MOST_DAYS: i32 = 3_660;

/// Most days that are looked ahead for an opening.
const DAYS_AHEAD: i32 = 400;

/// Counts open time: the hours of a place in the zone of its town.
///
/// ```
/// use model::city::{OpenRange, OpeningHours};
/// use model::reception::OpeningClock;
/// use model::time::Zone;
/// let day = vec![OpenRange { from: 510, to: 720 }, OpenRange { from: 810, to: 1050 }];
/// let hours = OpeningHours {
///     week: vec![day; 5], open_on_holidays: false, alsace_moselle: false, exceptions: vec![],
/// };
/// let zone = Zone::new(Zone::PARIS_POSIX)?;
/// let clock = OpeningClock::new(&hours, &zone);
/// let at = |text: &str| zone.instant(text.parse().expect("a local time"));
/// // domain §2.4: from Friday to Tuesday over Easter Monday, and over Ascension
/// assert_eq!(clock.open_seconds(at("2026-04-03T16:45")?, at("2026-04-07T09:15")?), 90 * 60);
/// assert_eq!(clock.open_seconds(at("2026-05-13T16:30")?, at("2026-05-15T10:00")?), 150 * 60);
/// # Ok::<(), model::time::ZoneError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OpeningClock<'a> {
    hours: &'a OpeningHours,
    zone: &'a Zone,
}

impl<'a> OpeningClock<'a> {
    /// The clock of these hours in that zone.
    pub const fn new(hours: &'a OpeningHours, zone: &'a Zone) -> Self {
        Self { hours, zone }
    }

    /// The zone it counts in.
    pub const fn zone(&self) -> &'a Zone {
        self.zone
    }

    /// Open seconds of `[from, to)`; 0 where `to` is not later. Counts ten years at most.
    pub fn open_seconds(&self, from: At, to: At) -> u64 {
        let days = self.zone.day(to).since(self.zone.day(from)) + 1;
        self.spans(from, days.min(MOST_DAYS))
            .take_while(|&(open, _)| open < to)
            .map(|(open, close)| close.min(to).seconds_since(open.max(from)))
            .filter_map(|s| u64::try_from(s).ok())
            .sum()
    }

    /// Days after `from` up to and with `to` on which it opens: working days of
    /// a delay, whose first is the day after it starts to run.
    pub fn open_days(&self, from: At, to: At) -> u32 {
        let (first, last) = (self.zone.day(from), self.zone.day(to));
        let days = (1..=last.since(first).min(MOST_DAYS)).map(|n| first.plus(n));
        let open = days.filter(|&day| self.hours.day_type(day) == DayType::Open);
        u32::try_from(open.count()).unwrap_or(u32::MAX)
    }

    /// Whether it is open at an instant.
    pub fn is_open(&self, at: At) -> bool {
        self.day_spans(self.zone.day(at))
            .iter()
            .any(|&(open, close)| open <= at && at < close)
    }

    /// The instant itself where it is open, else the next opening, at most 400 days ahead.
    pub fn open_from(&self, at: At) -> Option<At> {
        let (open, _) = self.spans(at, DAYS_AHEAD).next()?;
        Some(open.max(at))
    }

    /// The same within the local day.
    pub fn open_today_from(&self, at: At) -> Option<At> {
        let (open, _) = self.spans(at, 1).next()?;
        Some(open.max(at))
    }

    /// The last closing of the local day, where it is still to come.
    pub fn last_closing(&self, at: At) -> Option<At> {
        let (_, close) = self.day_spans(self.zone.day(at)).pop()?;
        (close > at).then_some(close)
    }

    /// The first opening of the local day.
    pub fn first_opening(&self, at: At) -> Option<At> {
        let spans = self.day_spans(self.zone.day(at));
        spans.first().map(|&(open, _)| open)
    }

    /// The instant after so many more open seconds, at most 400 days ahead.
    pub fn after_open(&self, at: At, seconds: u64) -> Option<At> {
        let mut left = i64::try_from(seconds).ok()?;
        for (open, close) in self.spans(at, DAYS_AHEAD) {
            let from = open.max(at);
            let here = close.seconds_since(from);
            if left <= here {
                return Some(from.plus_seconds(left));
            }
            left -= here;
        }
        None
    }

    /// Since when the last so many open seconds of the local day run, and how
    /// many there are: fewer where the day is younger.
    pub fn window(&self, at: At, seconds: u64) -> (At, u64) {
        let mut left = i64::try_from(seconds).unwrap_or(i64::MAX);
        let mut since = at;
        for (open, close) in self.day_spans(self.zone.day(at)).into_iter().rev() {
            let to = close.min(at);
            if left <= 0 || to <= open {
                continue;
            }
            let taken = to.seconds_since(open).min(left);
            since = to.plus_seconds(-taken);
            left -= taken;
        }
        (since, self.open_seconds(since, at))
    }

    /// Spans of open time that end after an instant, in order, of so many days.
    fn spans(&self, from: At, days: i32) -> impl Iterator<Item = (At, At)> + '_ {
        let first = self.zone.day(from);
        (0..days)
            .flat_map(move |n| self.day_spans(first.plus(n)))
            .filter(move |&(_, close)| close > from)
    }

    /// Spans of open time of a day, in order, those that touch made one.
    fn day_spans(&self, day: Day) -> Vec<(At, At)> {
        let mut ranges: Vec<OpenRange> = self.hours.ranges(day).to_vec();
        ranges.sort_unstable_by_key(|r| (r.from, r.to));
        let mut spans: Vec<(At, At)> = Vec::with_capacity(ranges.len());
        for range in ranges {
            let (open, close) = (self.instant(day, range.from), self.instant(day, range.to));
            match spans.last_mut() {
                Some(last) if open <= last.1 => last.1 = last.1.max(close),
                _ if open < close => spans.push((open, close)),
                _ => {}
            }
        }
        spans
    }

    /// The instant of a minute of a local day. One that clocks skip is the
    /// instant of the change, one that they repeat is its first.
    fn instant(&self, day: Day, minute: u16) -> At {
        let local = day
            .date()
            .to_datetime(Time::midnight())
            .checked_add(i32::from(minute).minutes());
        let found = local.and_then(|l| self.zone.rules().to_ambiguous_timestamp(l).compatible());
        found.map_or_else(
            |_| self.zone.start_of_day(day),
            |t| At::from_millis(t.as_millisecond()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::city::OpeningException;

    fn office() -> OpeningHours {
        let day = vec![
            OpenRange { from: 510, to: 720 },
            OpenRange {
                from: 810,
                to: 1050,
            },
        ];
        OpeningHours {
            week: vec![day; 5],
            open_on_holidays: false,
            alsace_moselle: false,
            exceptions: vec![],
        }
    }

    fn paris() -> Zone {
        Zone::new("Europe/Paris").expect("bundled")
    }

    fn at(zone: &Zone, text: &str) -> At {
        zone.instant(text.parse().expect("local")).expect("unique")
    }

    #[test]
    fn good_friday_is_a_holiday_in_alsace_moselle_alone() {
        let zone = paris();
        let mut hours = office();
        let (from, to) = (at(&zone, "2026-04-03T08:00"), at(&zone, "2026-04-03T20:00"));
        assert_eq!(
            OpeningClock::new(&hours, &zone).open_seconds(from, to),
            27_000
        );
        hours.alsace_moselle = true;
        assert_eq!(OpeningClock::new(&hours, &zone).open_seconds(from, to), 0);
    }

    #[test]
    fn an_exception_closes_half_a_day() {
        let zone = paris();
        let mut hours = office();
        let eve: Day = "2026-12-24".parse().expect("a date");
        hours.exceptions.push(OpeningException {
            from: eve,
            to: eve,
            hours: vec![OpenRange { from: 510, to: 720 }],
        });
        let clock = OpeningClock::new(&hours, &zone);
        let morning = at(&zone, "2026-12-24T11:50");
        assert_eq!(
            clock.last_closing(morning),
            Some(at(&zone, "2026-12-24T12:00"))
        );
        // Christmas is a Friday: the next open minute is on Monday.
        assert_eq!(
            clock.after_open(morning, 20 * 60),
            Some(at(&zone, "2026-12-28T08:40"))
        );
    }

    #[test]
    fn the_window_skips_the_break_and_stops_at_the_first_opening() {
        let (zone, hours) = (paris(), office());
        let clock = OpeningClock::new(&hours, &zone);
        assert_eq!(
            clock.window(at(&zone, "2026-04-07T13:40"), 1_800),
            (at(&zone, "2026-04-07T11:40"), 1_800)
        );
        assert_eq!(
            clock.window(at(&zone, "2026-04-07T08:42"), 1_800),
            (at(&zone, "2026-04-07T08:30"), 720)
        );
    }

    #[test]
    fn clocks_that_change_make_the_night_longer() {
        let zone = paris();
        let night = vec![OpenRange { from: 0, to: 360 }];
        let hours = OpeningHours {
            week: vec![night; 7],
            ..office()
        };
        let clock = OpeningClock::new(&hours, &zone);
        let whole = |day: &str| {
            let day: Day = day.parse().expect("a date");
            clock.open_seconds(zone.start_of_day(day), zone.start_of_day(day.plus(1)))
        };
        assert_eq!(
            [
                whole("2026-03-28"),
                whole("2026-03-29"),
                whole("2026-10-25")
            ],
            [21_600, 18_000, 25_200]
        );
    }

    #[test]
    fn delays_count_working_days_from_the_day_after() {
        let (zone, hours) = (paris(), office());
        let clock = OpeningClock::new(&hours, &zone);
        let thursday = at(&zone, "2026-04-02T10:00");
        assert_eq!(clock.open_days(thursday, at(&zone, "2026-04-02T17:00")), 0);
        // Friday and Tuesday; Monday is Easter Monday
        assert_eq!(clock.open_days(thursday, at(&zone, "2026-04-07T09:00")), 2);
        assert_eq!(clock.open_days(thursday, at(&zone, "2026-03-02T09:00")), 0);
    }

    #[test]
    fn a_place_that_never_opens_has_no_next_opening() {
        let zone = paris();
        let hours = OpeningHours {
            week: vec![],
            ..office()
        };
        let clock = OpeningClock::new(&hours, &zone);
        assert_eq!(clock.open_from(At::from_seconds(0)), None);
        assert_eq!(clock.after_open(At::from_seconds(0), 1), None);
    }
}
