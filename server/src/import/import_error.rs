use crate::store::StoreError;

/// Why an import stops.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The mapping file cannot be read or used.
    #[error("mapping {file}: {reason}")]
    Mapping {
        /// As named on the command line.
        file: String,
        /// Key and remedy.
        reason: String,
    },
    /// The database.
    #[error("{0}; what was acknowledged before is kept, run the same command again")]
    Store(#[from] StoreError),
    /// A thread ended early.
    #[error("reading stopped unexpectedly: {0}; run the same command again")]
    Stopped(String),
    /// The list cannot be written.
    #[error("cannot write: {0}")]
    Write(#[from] std::io::Error),
}
