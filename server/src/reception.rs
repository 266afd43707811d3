//! How people are received: the days of counters, worked out from what was told of them.

mod counter_rollups;
mod reception_days;

pub use counter_rollups::counter_rollups;
pub use reception_days::reception_days;
