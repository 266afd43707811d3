use model::time::{At, Day, Zone};

use super::month::Month;

/// Where the days of one civil month start and end in one zone.
#[derive(Debug)]
pub(crate) struct Frame {
    first: Day,
    /// Start of each day, and the end of the last: one more than there are days.
    starts: Vec<At>,
}

impl Frame {
    /// Cuts the days of a month.
    pub(crate) fn new(month: Month, zone: &Zone) -> Self {
        let first = month.first_day();
        let days = month.next().first_day().since(first);
        Self {
            first,
            starts: (0..=days)
                .map(|n| zone.start_of_day(first.plus(n)))
                .collect(),
        }
    }

    /// How many days the month has.
    pub(crate) const fn days(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The day at that place of the month, from 0.
    pub(crate) fn day(&self, index: usize) -> Day {
        self.first.plus(i32::try_from(index).unwrap_or(0))
    }

    /// The place of a day in the month; `None` when it is in another.
    pub(crate) fn place_of(&self, day: Day) -> Option<usize> {
        usize::try_from(day.since(self.first))
            .ok()
            .filter(|index| *index < self.days())
    }

    /// The first instant of a day of the month; with the number of days, the end of the month.
    pub(crate) fn start(&self, index: usize) -> At {
        self.starts
            .get(index)
            .or(self.starts.last())
            .copied()
            .unwrap_or_default()
    }

    /// The first instant after the month.
    pub(crate) fn end(&self) -> At {
        self.start(self.days())
    }

    /// Length of a day in seconds.
    pub(crate) fn length_s(&self, index: usize) -> u32 {
        u32::try_from(self.start(index + 1).seconds_since(self.start(index))).unwrap_or(0)
    }

    /// Whether an instant is in the month.
    pub(crate) fn contains(&self, at: At) -> bool {
        self.start(0) <= at && at < self.end()
    }

    /// The place in the month of the day that holds an instant of the month.
    pub(crate) fn index_of(&self, at: At) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
            .min(self.days().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn march_2026_in_paris_has_a_day_of_23_hours() {
        let zone = Zone::new("Europe/Paris").expect("bundled");
        let frame = Frame::new(Month::from_number(2026 * 12 + 2).expect("a month"), &zone);
        assert_eq!(frame.days(), 31);
        assert_eq!(frame.length_s(28), 82_800);
        let last = frame.end().plus_millis(-1);
        assert_eq!(frame.day(frame.index_of(last)), zone.day(last));
        assert!(frame.contains(last) && !frame.contains(frame.end()));
    }
}
