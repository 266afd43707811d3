//! The reception as the rest of the server asks for it.
//!
//! [`LiveHalls`] holds the running day of every building in memory: what commits tell
//! moves it, nothing of it is counted up. [`run_halls`] keeps it true and publishes it.

mod announced;
mod hall_plans;
mod live_halls;
mod reception_day;
mod run_halls;
mod running_day;

pub use live_halls::LiveHalls;
pub use reception_day::reception_day;
pub use run_halls::run_halls;
pub use running_day::RunningDay;
