use std::sync::Arc;

use model::measure::Reading;

use super::block_key::BlockKey;
use super::codec::{Undecodable, encode_block, encode_days};
use super::frame::Frame;
use super::open_month::OpenMonth;
use crate::store::DayRow;

/// A month encoded for the tables `block` and `rollup`.
#[derive(Debug)]
pub(crate) struct WrittenMonth {
    /// Which month.
    pub(crate) key: BlockKey,
    /// What was encoded.
    pub(crate) month: Arc<OpenMonth>,
    /// How many readings.
    pub(crate) readings: usize,
    /// Readings; `None` when there are none.
    pub(crate) block: Option<Vec<u8>>,
    /// Kept aggregates.
    pub(crate) days: Vec<u8>,
}

impl WrittenMonth {
    /// Encodes a month.
    pub(crate) fn encode(
        key: BlockKey,
        month: Arc<OpenMonth>,
        frame: &Frame,
    ) -> Result<Self, (BlockKey, Undecodable)> {
        let readings: Vec<Reading> = month.readings().copied().collect();
        let rows: Vec<DayRow> = month.rows(frame).collect();
        let fault = |fault| (key, fault);
        let block = (!readings.is_empty()).then(|| encode_block(&readings));
        Ok(Self {
            key,
            readings: readings.len(),
            block: block.transpose().map_err(fault)?,
            days: encode_days(&rows, frame).map_err(fault)?,
            month,
        })
    }

    /// Bytes of both columns.
    pub(crate) fn bytes(&self) -> u64 {
        let block = self.block.as_ref().map_or(0, Vec::len);
        u64::try_from(block + self.days.len()).unwrap_or(u64::MAX)
    }
}
