//! Everything that lasts: places, series, readings, objectives, keys, accounts, the reception, quarantine.
//!
//! The only module that speaks SQL. The rest of the server knows the trait
//! [`Store`]; the behaviour suite in `store::contract` is written against it,
//! so that another database joins by passing the same tests.

mod account;
mod account_store;
mod action_store;
mod appended;
mod audit;
#[cfg(test)]
mod contract;
mod counter_day;
mod day_count;
mod device;
mod device_store;
mod fault;
mod meta;
mod objective_version;
mod open;
mod past_store;
mod quarantined;
mod rating;
mod reason_count;
mod reception_store;
mod reception_told;
mod reception_touched;
mod session;
mod source_key;
mod sqlite;
mod survey_result;
mod trait_store;
mod verification;

pub use account::{Account, PasswordHash};
pub use account_store::{AccountStore, NotBefore};
pub use action_store::ActionStore;
pub use appended::{Appended, Batch, SeriesBatch, TouchedDay};
pub use audit::{AuditEntry, AuditRecord, AuditResult, NO_HASH};
pub use counter_day::CounterDay;
pub use day_count::{Counted, DayCount};
pub use device::Device;
pub use device_store::DeviceStore;
pub use fault::StoreError;
pub use meta::Meta;
pub use objective_version::{ObjectiveDecision, ObjectiveVersion};
pub use open::{exists, open, restore};
pub use past_store::{KeptRules, PastStore};
pub use quarantined::{Correction, Quarantined, QuarantinedLine};
pub use rating::{Question, Rating, UnknownQuestion};
pub use reason_count::ReasonCount;
pub use reception_store::ReceptionStore;
pub use reception_told::{TicketBatch, TicketsTold, Told};
pub use reception_touched::{ReceptionTouched, TouchedTicket};
pub use session::Session;
pub use source_key::SourceKey;
pub use sqlite::SqliteStore;
pub use survey_result::SurveyResult;
pub use trait_store::{Answer, DayRow, FactVersion, SeriesDays, Store, StoredSeries};
pub use verification::{Difference, Verification};
