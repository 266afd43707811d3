use serde::Deserialize;

/// A table that crosses rows with columns, one value a cell: each cell that says
/// something becomes a row with the variables `{row}`, `{column}`, `{cell}` and
/// `{below}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// Lines of its header. A cell of an upper one stands over those to its right
    /// until the next; `{column}` joins them as `Accueil / Attente`.
    #[serde(default = "one")]
    pub header_rows: u64,
    /// A row that starts like this belongs to the row above it: its cells are `{below}`.
    #[serde(default)]
    pub below: Option<String>,
}

const fn one() -> u64 {
    1
}
