//! The statements, one module a table.

pub(crate) mod accounts;
pub(crate) mod alerts;
pub(crate) mod attempts;
pub(crate) mod audit;
pub(crate) mod blocks;
pub(crate) mod corrections;
pub(crate) mod devices;
pub(crate) mod estimator_errors;
pub(crate) mod facts;
pub(crate) mod journal;
pub(crate) mod keys;
pub(crate) mod meta;
pub(crate) mod objectives;
pub(crate) mod places;
pub(crate) mod quarantine;
pub(crate) mod queue_states;
pub(crate) mod rating_reasons;
pub(crate) mod ratings;
pub(crate) mod reception_counts;
pub(crate) mod reception_rollups;
mod rows;
pub(crate) mod series;
pub(crate) mod sessions;
pub(crate) mod survey_results;
pub(crate) mod ticket_events;
pub(crate) mod tickets_on;
pub(crate) mod tickets_set_aside;
