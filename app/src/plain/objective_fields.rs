use serde::{Deserialize, Serialize};

/// The form of an objective, as it was filled in. The names are those of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectiveFields {
    /// Code of the indicator.
    #[serde(rename = "indicateur")]
    pub indicator: String,
    /// Code or name of a place, `kind:site`, or `directorate:…`.
    #[serde(rename = "lieu")]
    pub place: String,
    /// `down`, `up` or `band`; empty: the way of the indicator.
    #[serde(rename = "sens")]
    pub direction: String,
    /// Value at the start.
    #[serde(rename = "depart")]
    pub baseline: String,
    /// Day of the start.
    #[serde(rename = "depart_le")]
    pub baseline_at: String,
    /// Value aimed at, or a change of the start in per cent.
    #[serde(rename = "cible")]
    pub target: String,
    /// Upper bound of the band.
    #[serde(rename = "cible_haute")]
    pub target_high: String,
    /// Distance outside the band at which the note is 0.
    #[serde(rename = "tolerance")]
    pub tolerance: String,
    /// Deadline.
    #[serde(rename = "echeance")]
    pub target_at: String,
    /// `linear` or `step`.
    #[serde(rename = "trajectoire")]
    pub trajectory: String,
    /// Weight.
    #[serde(rename = "poids")]
    pub weight: String,
    /// The directorate that answers for it.
    #[serde(rename = "direction")]
    pub directorate: String,
    /// What the person who answers for it is.
    #[serde(rename = "fonction")]
    pub function: String,
    /// Reference of the decision.
    #[serde(rename = "decision")]
    pub decision: String,
    /// Why.
    #[serde(rename = "raison")]
    pub reason: String,
    /// What was checked, so that nothing else is adopted.
    #[serde(rename = "verifie")]
    pub checked: String,
    /// `verifier` or `adopter`.
    #[serde(rename = "acte")]
    pub act: String,
}
