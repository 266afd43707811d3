use model::measure::Reading;
use model::time::At;

/// A reading that came, or changed, after the local day it speaks of was over: what
/// undoes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LateChange {
    /// The instant of the reading.
    pub(crate) at: At,
    /// What was known of that instant before; `None`: nothing.
    pub(crate) was: Option<Reading>,
}

impl LateChange {
    /// Takes changes back from readings by instant; the latest change comes first.
    pub(crate) fn undo(changes: impl Iterator<Item = Self>, readings: &mut Vec<Reading>) {
        for change in changes {
            let place = readings.partition_point(|reading| reading.at < change.at);
            let found = readings
                .get(place)
                .is_some_and(|reading| reading.at == change.at);
            match (change.was, found) {
                (None, true) => drop(readings.remove(place)),
                (None, false) => {}
                (Some(was), true) => {
                    if let Some(reading) = readings.get_mut(place) {
                        *reading = was;
                    }
                }
                (Some(was), false) => readings.insert(place, was),
            }
        }
    }
}
