//! The reception as the rest of the server asks for it.
//!
//! Days of counters are worked out from what was told of them: finished ones once, kept by
//! the store. [`LiveHalls`] holds the running day of every building in memory: what commits
//! tell moves it, nothing of it is counted up. [`run_halls`] keeps it true and publishes it.

mod announced;
mod counter_rollups;
mod hall_plans;
mod live_halls;
mod reception_days;
mod run_halls;
mod running_day;

pub use counter_rollups::counter_rollups;
pub use live_halls::LiveHalls;
pub use reception_days::{reception_day, reception_days};
pub use run_halls::run_halls;
pub use running_day::RunningDay;
