//! Instants, local days and buckets in the town's zone.

mod at;
mod bucket;
mod day;
mod holidays;
mod zone;

pub use at::At;
pub use bucket::{Bucket, Grain, UnknownGrain};
pub use day::Day;
pub use holidays::{easter, is_public_holiday, public_holidays};
pub use zone::{Zone, ZoneError};
