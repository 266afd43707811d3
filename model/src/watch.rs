//! Watching consumption: what a day should have been, what was out of line, and
//! what became of it.
//!
//! | part | what it does |
//! |---|---|
//! | [`WatchedDay`], [`watched_days`] | the days of a series with what was expected of them |
//! | [`detect`] | the rules of domain §1.8, as findings of one cause each |
//! | [`robust_z`], [`cusum`] | the two statistics they rest on |
//! | [`Alert`] | a finding with its life: open, acknowledged, explained, closed |

mod alert;
mod cause;
mod cusum;
mod detect;
mod expectation;
mod finding;
mod merge;
mod robust_z;

pub use alert::{Alert, AlertAct, AlertEvent, AlertRefusal, AlertState};
pub use cause::{Cause, UnknownCause};
pub use cusum::cusum;
pub use detect::{WatchOptions, detect};
pub use expectation::{WatchedDay, watched_days};
pub use finding::Finding;
pub use merge::merge;
pub use robust_z::{Spread, robust_z};
