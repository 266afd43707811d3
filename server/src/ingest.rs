//! The one way in for readings: bodies and files become batches and faults.
//!
//! Parsing keeps every good line and says of each bad one which line, which
//! field, why, and what to do. Nothing here speaks to a database except
//! [`submit`], which hands a batch to the store and its faults to quarantine.
//!
//! | module | what it holds |
//! |---|---|
//! | `body`, `csv_readings`, `json_readings` | canonical formats of `POST /api/v1/readings` and of files |
//! | `gather` | groups readings by series, counts lines, collects faults |
//! | `reach` | the places that a source may tell of |
//! | `stamp`, `decimal`, `record` | the fast readers of instants, numbers and delimited lines |
//! | `text_chunks` | files as chunks of whole lines: encodings, gzip, byte order marks |
//! | [`reception`] | ticket events, ratings and states of queues |
//! | [`mapping`] | foreign files, described by a TOML file |
//! | [`unfold`] | spreadsheets, JSON and Green Button feeds as delimited lines |

mod body;
#[cfg(test)]
mod body_json_tests;
#[cfg(test)]
mod body_round_trip;
#[cfg(test)]
mod body_tests;
mod body_text;
mod csv_readings;
mod decimal;
mod gate;
mod gather;
mod groups;
mod header;
mod ingest_error;
mod json_readings;
mod json_scanner;
mod line_fault;
pub mod mapping;
mod parsed;
mod reach;
pub mod reception;
mod reception_gate;
mod record;
mod series_directory;
mod stamp;
mod text_chunks;
pub mod unfold;

pub use body::{BodyFormat, MAX_BODY_BYTES, MAX_FAULTS, MAX_LINES, decompress, parse};
pub use csv_readings::{CsvReadings, quoted};
pub use gate::{Submitted, submit};
pub use gather::{Context, Gather};
pub use groups::Groups;
pub use header::{Header, HeaderFault};
pub use ingest_error::IngestError;
pub use json_readings::take_json_line;
pub use line_fault::LineFault;
pub use parsed::Parsed;
pub use reach::Reach;
pub use reception_gate::{TakenIn, Tellable, take_in};
pub use record::{UnclosedQuote, lines, split_record};
pub use series_directory::{SeriesDirectory, SeriesEntry};
pub use text_chunks::{Chunk, ChunkError, Encoding, TextChunks};
