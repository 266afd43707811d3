use super::{CounterDays, CounterIndex, Town};
use crate::city::{OpeningCalendar, PlaceId};
use crate::reception::ReceptionDay;
use crate::time::Day;

/// The kind of place at which people are received.
const COUNTER: &str = "counter";

impl Town {
    pub(super) fn find_counters(&self) -> Vec<CounterDays> {
        let is_counter = |id: &PlaceId| self.tree.place(*id).is_some_and(|p| p.kind == COUNTER);
        self.tree
            .ids()
            .filter(is_counter)
            .map(|place| CounterDays::new(place, OpeningCalendar::default()))
            .collect()
    }

    pub(super) fn set_counter_hours(&mut self) {
        for counter in &mut self.counters {
            counter.calendar = OpeningCalendar::of(&self.tree, &self.facts, counter.place);
        }
    }

    /// Puts what was told of a counter's day in place; `None`: nothing was. Returns
    /// the counter, where the place is one.
    pub fn set_counter_day(
        &mut self,
        place: PlaceId,
        day: Day,
        told: Option<ReceptionDay>,
    ) -> Option<CounterIndex> {
        let at = self.counters.iter().position(|c| c.place == place)?;
        self.counters.get_mut(at)?.set(day, told);
        Some(CounterIndex(at))
    }

    /// Every counter, by number.
    pub fn counters(&self) -> &[CounterDays] {
        &self.counters
    }

    /// The counter at a position.
    pub fn counter_at(&self, index: CounterIndex) -> Option<&CounterDays> {
        self.counters.get(index.0)
    }

    /// The counters at or below a place.
    pub fn counters_below(&self, place: PlaceId) -> Vec<CounterIndex> {
        let counters = self.counters.iter().enumerate();
        counters
            .filter(|(_, counter)| self.tree.upwards(counter.place).any(|above| above == place))
            .map(|(at, _)| CounterIndex(at))
            .collect()
    }
}
