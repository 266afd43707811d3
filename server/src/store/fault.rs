/// What a caller of the store can meet, and do.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or opened: check the path or URL.
    #[error("database {url}: {reason}")]
    Open {
        /// The URL without credentials.
        url: String,
        /// What the driver says.
        reason: String,
    },
    /// Another process writes to this database: stop it, or use another file.
    #[error("database {0} is in use by another process: stop it first, or name another file")]
    InUse(String),
    /// No space left: free some and send again; nothing of this batch was kept.
    #[error("no space left on the disk of the database: free some, then send again")]
    Full,
    /// The database is of a newer version than this program: upgrade the program.
    #[error("database was written by a newer version of belvedere ({0}): upgrade first")]
    Newer(String),
    /// A stored value does not decode: run `belvedere verify`, restore a backup.
    #[error("inconsistent data in {table}, {row}: {reason}; run `belvedere verify`")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Key of the row.
        row: String,
        /// What does not fit.
        reason: String,
    },
    /// What is asked for contradicts what is stored: the text says what.
    #[error("{0}")]
    Conflict(String),
    /// The store is shutting down: try again on the next start.
    #[error("the server is stopping: send again")]
    Stopping,
    /// Anything else the driver reports.
    #[error("database: {0}")]
    Driver(String),
}
