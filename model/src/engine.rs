//! The state of a town in memory, and its evaluation at any instant.
//!
//! [`Town`] holds what was measured and decided; [`Picture`] is the town
//! evaluated at one [`Moment`]: the estimate of every series, the value of
//! every objective, the note of every place. After a reading, only the touched
//! series and the places above it are evaluated again, and the result equals a
//! picture taken from nothing.

mod backtest;
mod change;
mod climate;
mod closing;
mod counter_days;
mod derivation;
mod derive;
mod entered_value;
mod estimate;
mod explain;
mod history;
mod moment;
mod objective_effect;
mod objective_warning;
mod picture;
mod pieces;
mod plan;
mod reception_value;
mod series_days;
mod signatures;
mod standing;
mod stations;
mod told_counts;
mod town;
mod track;
mod value;

pub use backtest::{BACKTEST_MONTHS, BacktestPoint, backtest};
pub use closing::Closing;
pub use counter_days::{CounterDays, CounterIndex};
pub use derivation::{DatedFactor, Derivation, Taken};
pub use entered_value::{EnteredFigures, EnteredValue};
pub use estimate::Estimate;
pub use moment::Moment;
pub use objective_effect::NotesBorneOn;
pub use objective_warning::{ObjectiveWarning, objective_warnings};
pub use picture::Picture;
pub use plan::{JudgedPlan, Plan, Term};
pub use reception_value::{CountedCounter, ReceptionValue};
pub use series_days::{KnownDay, SeriesDays};
pub use signatures::Signatures;
pub use standing::{PlaceStanding, Standing, ThemeStanding};
pub use town::{SeriesIndex, Town, TownError, TownSeries};
pub use track::Track;
pub use value::{Counted, IndicatorValue};
