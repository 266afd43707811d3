use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// Keeps other processes off a database; given back when dropped, also by a crash.
#[derive(Debug)]
pub(crate) struct FileLock {
    _held: File,
}

impl FileLock {
    /// Locks the file beside the database whose name ends in `.lock`.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process holds it, [`StoreError::Open`]
    /// when it cannot be made.
    pub(crate) fn take(database: &Path) -> Result<Self, StoreError> {
        let open = |reason: std::io::Error| StoreError::Open {
            url: database.display().to_string(),
            reason: reason.to_string(),
        };
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside(database, ".lock"))
            .map_err(open)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _held: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(database.display().to_string())),
            Err(TryLockError::Error(reason)) => Err(open(reason)),
        }
    }
}

/// The path of a file that goes with a database.
pub(crate) fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(database);
    name.push(ending);
    PathBuf::from(name)
}
