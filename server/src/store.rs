//! Everything that lasts: places, series, readings, objectives, keys, quarantine.
//!
//! The only module that speaks SQL. The rest of the server knows the trait
//! [`Store`]; the behaviour suite in `store::contract` is written against it,
//! so that another database joins by passing the same tests.

mod appended;
#[cfg(test)]
mod contract;
mod fault;
mod meta;
mod open;
mod quarantined;
mod source_key;
mod sqlite;
mod trait_store;
mod verification;

pub use appended::{Appended, Batch, SeriesBatch, TouchedDay};
pub use fault::StoreError;
pub use meta::Meta;
pub use open::{open, restore};
pub use quarantined::{Correction, Quarantined, QuarantinedLine};
pub use source_key::SourceKey;
pub use sqlite::SqliteStore;
pub use trait_store::{
    Answer, DayRow, FactVersion, ObjectiveVersion, SeriesDays, Store, StoredSeries,
};
pub use verification::{Difference, Verification};
