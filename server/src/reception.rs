//! The reception as the rest of the server asks for it.
//!
//! [`LiveHalls`] holds the running day of every building in memory: what commits tell
//! moves it, nothing of it is counted up. [`run_halls`] keeps it true and publishes it.

mod announced;
mod close_day;
mod desk_console;
mod hall_plans;
mod live_halls;
mod press;
mod reception_day;
mod run_halls;
mod running_day;
mod ticket_number;

pub use desk_console::DeskConsole;
pub use live_halls::LiveHalls;
pub use press::{Press, PressFault};
pub use reception_day::reception_day;
pub use run_halls::run_halls;
pub use running_day::RunningDay;
pub use ticket_number::is_followable;
