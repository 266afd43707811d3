//! The statements, one module a table.

pub(crate) mod accounts;
pub(crate) mod alerts;
pub(crate) mod attempts;
pub(crate) mod audit;
pub(crate) mod blocks;
pub(crate) mod corrections;
pub(crate) mod facts;
pub(crate) mod journal;
pub(crate) mod keys;
pub(crate) mod meta;
pub(crate) mod objectives;
pub(crate) mod places;
pub(crate) mod quarantine;
mod rows;
pub(crate) mod series;
pub(crate) mod sessions;
