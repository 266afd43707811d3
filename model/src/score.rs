//! Objectives, trajectories, notes out of ten and their explanation.

//ENG mod aggregate;
mod coverage;
//ENG mod explanation;
mod level;
mod note;
mod objective;
mod trajectory;
mod trend;

//ENG pub use aggregate::{Aggregate, Part, PartNote, aggregate_notes, geometric_mean};
pub use coverage::Coverage;
pub use level::Level;
pub use note::{Note, note_against, note_in_band};
pub use objective::{Direction, Objective, ObjectiveFault, Trajectory};
pub use trend::Trend;
