use model::city::PlaceCode;
use model::reception::ReceptionDay;
use model::time::Day;

use super::State;
use crate::live::Hub;

impl State {
    /// Takes the days of counters that changed, each as it stands now; `None` where
    /// nothing is known of it any more.
    pub fn take_counter_days(&self, days: Vec<(PlaceCode, Day, Option<ReceptionDay>)>, _hub: &Hub) {
        tracing::trace!(days = days.len(), "days of counters changed");
    }
}
