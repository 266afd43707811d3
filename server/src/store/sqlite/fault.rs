use super::block_key::BlockKey;
use super::codec::Undecodable;
use crate::store::StoreError;

/// SQLITE_FULL, and SQLITE_IOERR_SHMSIZE, which a full disk gives when the
/// index of the write-ahead log has to grow.
const FULL: [&str; 2] = ["13", "4874"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => Self::Stopping,
            sqlx::Error::Database(fault) if fault.code().is_some_and(|c| FULL.contains(&&*c)) => {
                Self::Full
            }
            _ => Self::Driver(error.to_string()),
        }
    }
}

impl From<(BlockKey, Undecodable)> for StoreError {
    fn from((key, fault): (BlockKey, Undecodable)) -> Self {
        Self::Inconsistent {
            table: "block",
            row: key.to_string(),
            reason: fault.to_string(),
        }
    }
}
