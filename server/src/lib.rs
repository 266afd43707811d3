//! Everything that touches the outside world: store, ingest, live, http, commands.
//!
//! | module | what it does |
//! |---|---|
//! | [`access`] | accounts, sessions, the audit |
//! | [`actions`] | what is decided on deviations, and how it is read from forms |
//! | [`command`] | the command line, one file per command |
//! | [`config`] | what can be set, and where |
//! | [`control`] | commands on a database that a running server holds |
//! | [`demo`] | the invented town Clairval and its simulator |
//! | [`http`] | pages, API, assets, security |
//! | [`import`], [`ingest`] | files and bodies become batches and faults |
//! | [`live`] | the websocket |
//! | [`objectives`] | what an objective would come to, and its adoption |
//! | [`oidc`] | signing in elsewhere |
//! | [`parameters`] | dated constants: factors, limits, prices |
//! | [`reception`] | days of counters, from what was told of them |
//! | [`rule_file`] | how their files are read, and what may be wrong with one |
//! | [`rules`] | theme packs and parameters together |
//! | [`state`] | the town in memory, evaluated after every commit |
//! | [`store`] | what lasts; the only module that speaks SQL |
//! | [`themes`] | theme packs |
//! | [`views`] | what the pages show |
//! | [`watch`] | finds what is out of line and opens alerts |

pub mod access;
pub mod actions;
pub mod clock;
pub mod command;
pub mod config;
pub mod control;
pub mod demo;
pub mod export;
pub mod figures;
pub mod http;
pub mod import;
pub mod ingest;
pub mod live;
pub mod mail;
pub mod notices;
pub mod objectives;
pub mod oidc;
pub mod parameters;
pub mod reception;
pub mod report;
pub mod rule_file;
pub mod rules;
pub mod state;
pub mod store;
pub mod themes;
pub mod turns;
pub mod views;
pub mod watch;
