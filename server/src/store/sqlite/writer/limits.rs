use std::time::Duration;

/// How much may wait in the journal before it is absorbed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Readings; that many are replayed at open in well under a second.
    pub(crate) journalled: u64,
    /// Memory of the months that only the journal holds, in bytes.
    pub(crate) dirty_bytes: usize,
    /// How long a reading stays in the journal.
    pub(crate) longest: Duration,
    /// Months written in one transaction: a live commit never waits for more.
    pub(crate) months: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            journalled: 200_000,
            dirty_bytes: 64 << 20,
            longest: Duration::from_secs(15),
            months: 64,
        }
    }
}
