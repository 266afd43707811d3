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
mod audit_filter;
#[cfg(test)]
mod contract;
mod counter_day;
mod day_count;
mod device;
mod device_store;
mod fault;
mod mail;
mod mail_store;
mod meta;
mod notice_store;
mod objective_version;
mod open;
mod past_store;
mod quarantined;
mod rating;
mod reason_count;
mod reception_store;
mod reception_told;
mod reception_touched;
mod second_factor;
mod session;
mod sign_in_store;
mod source_activity;
mod source_key;
mod sqlite;
mod status_change;
mod subscription;
mod survey_result;
mod trait_store;
mod verification;

pub use account::{Account, PasswordHash};
pub use account_store::{AccountStore, NotBefore};
pub use action_store::ActionStore;
pub use appended::{Appended, Batch, SeriesBatch, TouchedDay};
pub use audit::{AuditEntry, AuditRecord, AuditResult, NO_HASH};
pub use audit_filter::AuditFilter;
pub use counter_day::CounterDay;
pub use day_count::{Counted, DayCount};
pub use device::Device;
pub use device_store::DeviceStore;
pub use fault::StoreError;
pub use mail::{Mail, MailOutcome};
pub use mail_store::MailStore;
pub use meta::Meta;
pub use notice_store::NoticeStore;
pub use objective_version::{ObjectiveDecision, ObjectiveVersion};
pub use open::{exists, open, restore};
pub use past_store::{KeptRules, PastStore};
pub use quarantined::{Correction, Quarantined, QuarantinedLine};
pub use rating::{Question, Rating, UnknownQuestion};
pub use reason_count::ReasonCount;
pub use reception_store::ReceptionStore;
pub use reception_told::{TicketBatch, TicketsTold, Told};
pub use reception_touched::{ReceptionTouched, TouchedTicket};
pub use second_factor::SecondFactor;
pub use session::Session;
pub use sign_in_store::SignInStore;
pub use source_activity::SourceActivity;
pub use source_key::SourceKey;
pub use sqlite::SqliteStore;
pub use status_change::{
    StatusAcknowledgement, StatusChange, StatusKind, StatusSubject, UnknownStatusKind,
};
pub use subscription::{Pace, Subscription, ToldSoFar, Topic, UnknownWord};
pub use survey_result::SurveyResult;
pub use trait_store::{Answer, DayRow, FactVersion, SeriesDays, Store, StoredSeries};
pub use verification::{Difference, Verification};
