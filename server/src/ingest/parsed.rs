use crate::store::{Batch, QuarantinedLine};

/// What a body or a part of a file came to.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The good readings, by series.
    pub batch: Batch,
    /// The bad lines, each with its reason.
    pub faults: Vec<QuarantinedLine>,
    /// Lines with content that were read, good and bad, headers not counted.
    pub lines: u64,
}

impl Parsed {
    /// How many readings the batch holds.
    pub fn readings(&self) -> usize {
        self.batch.series.iter().map(|s| s.readings.len()).sum()
    }
}
