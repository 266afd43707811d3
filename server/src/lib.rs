//! Everything that touches the outside world: store, ingest, live, http, commands.

pub mod clock;
pub mod import;
pub mod ingest;
pub mod store;
