use serde::{Deserialize, Serialize};

/// The form of an action, as it was filled in. The names are those of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ActionFields {
    /// Code or name of a place.
    #[serde(rename = "lieu")]
    pub place: String,
    /// Code of the indicator.
    #[serde(rename = "indicateur")]
    pub indicator: String,
    /// What is done.
    #[serde(rename = "quoi")]
    pub what: String,
    /// What the person is who does it.
    #[serde(rename = "fonction")]
    pub function: String,
    /// The directorate that answers for it.
    #[serde(rename = "direction")]
    pub directorate: String,
    /// Due day.
    #[serde(rename = "echeance")]
    pub due: String,
    /// By how much it is to move the value.
    #[serde(rename = "effet")]
    pub expected: String,
}
