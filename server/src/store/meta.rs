use serde::{Deserialize, Serialize};

/// What a database says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// IANA name of the zone in which local days are cut; fixed when the database is made.
    pub zone: String,
    /// Whether the data are invented: every page then says so.
    pub demo: bool,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            zone: "Europe/Paris".to_owned(),
            demo: false,
        }
    }
}
