use super::HeaderFault;

/// Why a body is refused as a whole. Nothing of it was kept: correct it and send it again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// More bytes than one body may have, after decompression.
    #[error("body is larger than {limit_bytes} bytes once decompressed: send it in parts")]
    TooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// More lines than one body may have.
    #[error("body has more than {limit} lines: send it in parts")]
    TooManyLines {
        /// The limit.
        limit: u64,
    },
    /// So many bad lines that the source, not the lines, is at fault.
    #[error("more than {limit} bad lines, the first at line {line}: {reason}")]
    TooManyFaults {
        /// The limit.
        limit: usize,
        /// Line of the first fault.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A byte that is not UTF-8.
    #[error("byte {offset} (line {line}) is not UTF-8: send UTF-8")]
    BadEncoding {
        /// Position in the decompressed body, from 0.
        offset: usize,
        /// Line, from 1.
        line: usize,
    },
    /// The compressed body ends too early.
    #[error("gzip body is truncated after {received} decompressed bytes: send it again")]
    TruncatedGzip {
        /// What could be decompressed.
        received: usize,
    },
    /// The body is marked as gzip and is not.
    #[error("body is not valid gzip ({0}): check Content-Encoding")]
    NotGzip(String),
    /// A content coding other than gzip.
    #[error("content encoding `{0}` is not supported: use gzip or none")]
    UnknownCoding(String),
    /// Nothing in it.
    #[error("body is empty: send readings as CSV, JSON or NDJSON")]
    Empty,
    /// The first line of a CSV body.
    #[error("{0}")]
    Header(#[from] HeaderFault),
    /// Not JSON, or not the expected shape.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was met or expected.
        reason: String,
    },
}

impl IngestError {
    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::TooLarge { .. } | Self::TooManyLines { .. } => 413,
            Self::UnknownCoding(_) => 415,
            Self::TooManyFaults { .. } => 422,
            Self::BadEncoding { .. }
            | Self::TruncatedGzip { .. }
            | Self::NotGzip(_)
            | Self::Empty
            | Self::Header(_)
            | Self::Json { .. } => 400,
        }
    }
}
