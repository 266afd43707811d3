use model::time::At;

/// What a source sent by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceActivity {
    /// Name of the key.
    pub source: String,
    /// When it was last heard.
    pub heard_at: At,
    /// Lines taken in.
    pub accepted: u64,
    /// Lines set aside.
    pub refused: u64,
}
