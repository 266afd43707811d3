/// Why a file cannot be written out as lines.
#[derive(Debug, thiserror::Error)]
pub enum UnfoldError {
    /// The system says why.
    #[error("cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// More than one file may hold.
    #[error("{what} is more than {limit}: split the file")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much is taken, with its unit.
        limit: &'static str,
    },
    /// Not what the mapping says it is.
    #[error("is no {expected}: {reason}")]
    Format {
        /// What the mapping names.
        expected: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
    /// Nothing where the mapping looks.
    #[error("{0}")]
    NotThere(String),
}
