//! Units, readings, cumulative meters and rollups.

mod amount;
mod day_total;
mod histogram;
mod index_meter;
mod rank;
mod reading;
mod rollup;
mod unit;

pub use amount::{Amount, Area, Energy, Kind, Volume};
pub use day_total::DayTotal;
pub use histogram::{Histogram, HistogramMismatch};
pub use index_meter::{IndexFault, IndexMeter, IndexStep};
pub(crate) use rank::rank;
pub use reading::{Quality, Reading, ReadingFault, ReadingLimits};
pub use rollup::Rollup;
pub(crate) use rollup::from_micro;
pub use unit::{Dimension, Unit, UnitError};
