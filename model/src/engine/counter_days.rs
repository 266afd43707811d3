use std::collections::BTreeMap;

use crate::city::{DayType, OpeningCalendar, PlaceId};
use crate::reception::{HourOfTickets, OpeningClock, ReceptionDay};
use crate::time::{At, Day, Zone};

/// Position of a counter in a [`super::Town`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CounterIndex(pub usize);

/// Seconds after its first opening from which a counter is expected to have told something.
const HEARD_AFTER_S: i64 = 3_600;

/// A counter with the days that were told of it.
#[derive(Debug, Clone)]
pub struct CounterDays {
    /// Where it is.
    pub place: PlaceId,
    pub(super) calendar: OpeningCalendar,
    days: BTreeMap<Day, ReceptionDay>,
}

impl CounterDays {
    /// A counter of which nothing was told yet.
    pub(super) const fn new(place: PlaceId, calendar: OpeningCalendar) -> Self {
        Self {
            place,
            calendar,
            days: BTreeMap::new(),
        }
    }

    /// Puts a day in place; `None`: nothing was told of it.
    pub(super) fn set(&mut self, day: Day, counted: Option<ReceptionDay>) {
        match counted {
            Some(counted) => self.days.insert(day, without_hours(counted)),
            None => self.days.remove(&day),
        };
    }

    /// When it is open.
    pub const fn calendar(&self) -> &OpeningCalendar {
        &self.calendar
    }

    /// The days that were told of it up to a day, latest first. Their hours are put together.
    pub fn told_up_to(&self, last: Day) -> impl Iterator<Item = (Day, &ReceptionDay)> {
        self.days
            .range(..=last)
            .rev()
            .map(|(day, told)| (*day, told))
    }

    /// What was told of days `[from, to]`, put together.
    pub fn merged(&self, from: Day, to: Day) -> ReceptionDay {
        let mut all = ReceptionDay::default();
        if from <= to {
            self.days
                .range(from..=to)
                .for_each(|(_, day)| all.merge(day));
        }
        all
    }

    pub(super) fn day(&self, day: Day) -> Option<&ReceptionDay> {
        self.days.get(&day)
    }

    /// Whether something is expected to have been told of a day by an instant.
    pub(super) fn is_expected(&self, day: Day, by: At, zone: &Zone) -> bool {
        if self.calendar.day_type(day) == DayType::Closed {
            return false;
        }
        if zone.day(by) != day {
            return true;
        }
        let Some(hours) = self.calendar.hours(day) else {
            return false;
        };
        let opening = OpeningClock::new(hours, zone).first_opening(by);
        opening.is_some_and(|at| by.seconds_since(at) >= HEARD_AFTER_S)
    }
}

/// No indicator looks at hours, and they are most of a day's size.
fn without_hours(mut day: ReceptionDay) -> ReceptionDay {
    let mut all = HourOfTickets::default();
    for hour in day.tickets.hours.values() {
        all.issued += hour.issued;
        all.waits.merge(&hour.waits);
    }
    if all != HourOfTickets::default() {
        day.tickets.hours = BTreeMap::from([(0, all)]);
    }
    day
}
