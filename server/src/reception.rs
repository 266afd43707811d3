//! The reception as the rest of the server asks for it.
//!
//! Days of counters are worked out from what was told of them: finished ones once, kept by
//! the store. [`LiveHalls`] holds the running day of every building in memory: what commits
//! tell moves it, nothing of it is counted up. [`run_halls`] keeps it true and publishes it.

mod announced;
mod close_day;
mod counter_rollups;
mod desk_console;
mod displays;
mod due;
mod hall_plans;
mod live_halls;
mod press;
mod reception_days;
mod run_halls;
mod running_day;
mod ticket_number;

pub use counter_rollups::counter_rollups;
pub use desk_console::DeskConsole;
pub use live_halls::LiveHalls;
pub use press::{Press, PressFault};
pub use reception_days::{reception_day, reception_days};
pub use run_halls::run_halls;
pub use running_day::RunningDay;
pub use ticket_number::is_followable;
