//! Objectives, trajectories, notes out of ten and their explanation.

mod aggregate;
mod amendment;
mod before_after;
mod calibration;
mod coarse_check;
mod counter_line;
mod coverage;
mod explanation;
mod forecast;
mod level;
mod note;
mod note_change;
mod note_move;
mod objective;
mod trajectory;
mod trend;
mod widening;

pub use aggregate::{Aggregate, Part, PartNote, aggregate_notes, geometric_mean};
pub use amendment::{AmendedTerm, Amendment, Asks};
pub use before_after::BeforeAfter;
pub use calibration::Calibration;
pub use counter_line::CounterLine;
pub use coverage::Coverage;
pub use explanation::{
    EnteredLine, Explanation, ExplanationFault, ExplanationRow, Judged, RowOutcome, RowSubject,
    SourceLine, Unscored,
};
pub(crate) use explanation::{quotient, round_to};
pub use forecast::Forecast;
pub use level::Level;
pub use note::{Note, note_against, note_in_band};
pub use note_change::{Cause, ChangeLine, NoteChange, whole_points};
pub use note_move::NoteMove;
pub use objective::{Direction, Objective, ObjectiveFault, Trajectory};
pub use trend::Trend;
pub use widening::Widening;
