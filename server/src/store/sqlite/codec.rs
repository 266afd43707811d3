//! How blocks, rollups and journal entries are written as bytes.
//!
//! Everything is lossless to the bit. Integers are LEB128 varints, signed ones
//! zigzag; floats little-endian.

mod block;
mod bytes;
mod days;
mod decimal;
mod journal_entry;
mod late_changes;

pub(crate) use block::{decode_block, encode_block};
pub(crate) use bytes::Undecodable;
pub(crate) use days::{decode_days, encode_days};
pub(crate) use journal_entry::{decode_entry, encode_entry};
pub(crate) use late_changes::{decode_late, encode_late};
