use super::codec::{Undecodable, decode_block, decode_days};
use super::frame::Frame;
use super::open_month::OpenMonth;

/// A month as it is on disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoredMonth {
    /// Its readings; `None` for a month that an index series only crosses.
    pub(crate) block: Option<Vec<u8>>,
    /// Its kept aggregates.
    pub(crate) days: Vec<u8>,
}

impl StoredMonth {
    /// Decodes both.
    pub(crate) fn open(&self, frame: &Frame) -> Result<OpenMonth, Undecodable> {
        let readings = self.block.as_deref().map(decode_block).transpose()?;
        let readings = readings.unwrap_or_default();
        let ordered = readings
            .iter()
            .zip(readings.iter().skip(1))
            .all(|(a, b)| a.at < b.at);
        let inside = |at| frame.contains(at);
        let ends = readings.first().into_iter().chain(readings.last());
        if !ordered || !ends.into_iter().all(|r| inside(r.at)) {
            return Err(Undecodable("order of the readings in the block"));
        }
        let rows = decode_days(&self.days, frame)?;
        Ok(OpenMonth::from_parts(frame, &readings, &rows))
    }
}
