//! Instants, local days and buckets in the town's zone.

mod aligned;
mod at;
mod bucket;
mod compared_sums;
mod comparison;
mod day;
mod holidays;
mod period;
mod zone;

pub use aligned::{Aligned, DayPair};
pub use at::At;
pub use bucket::{Bucket, Grain, UnknownGrain};
pub use compared_sums::{ComparedSums, PeriodSum};
pub use comparison::Comparison;
pub use day::Day;
pub use holidays::{easter, holiday_in_year, is_public_holiday, public_holidays};
pub use period::Period;
pub use zone::{Zone, ZoneError};
