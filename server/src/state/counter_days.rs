use model::city::PlaceCode;
use model::engine::CounterIndex;
use model::reception::ReceptionDay;
use model::time::Day;

use super::scorer::publish;
use super::{Snapshot, State};
use crate::live::Hub;

/// A day of a counter as it stands now; `None`: nothing is told of it any more.
pub type ToldDay = (PlaceCode, Day, Option<ReceptionDay>);

impl State {
    /// Puts days of counters in place, evaluates what rests on them and publishes it.
    pub fn take_counter_days(&self, days: Vec<ToldDay>, hub: &Hub) {
        if days.is_empty() {
            return;
        }
        if let Some(missed) = self.missed().as_mut() {
            missed.counter_days.extend(days.iter().cloned());
        }
        let (changes, freshness) = self.write(|snapshot| {
            let touched = snapshot.set_counter_days(days);
            let places = snapshot.refresh_counters(&touched);
            let changes: Vec<_> = places
                .into_iter()
                .filter_map(|place| snapshot.standing(place))
                .collect();
            let latest = snapshot.town.latest();
            (changes, latest.map(|reading| reading.at))
        });
        publish(hub, changes, freshness);
    }
}

impl Snapshot {
    /// Takes days that were told while it was put together.
    pub(super) fn take_counter_days(&mut self, days: Vec<ToldDay>) {
        let touched = self.set_counter_days(days);
        self.refresh_counters(&touched);
    }

    fn set_counter_days(&mut self, days: Vec<ToldDay>) -> Vec<CounterIndex> {
        let mut touched: Vec<CounterIndex> = Vec::new();
        for (code, day, told) in days {
            let place = self.town.tree().id(code.as_str());
            let counter = place.and_then(|place| self.town.set_counter_day(place, day, told));
            touched.extend(counter.filter(|counter| !touched.contains(counter)));
        }
        touched
    }
}
