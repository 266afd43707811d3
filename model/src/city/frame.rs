use serde::{Deserialize, Serialize};

use super::IndicatorCode;

/// A frame of reference, such as Services Publics + or QualiVille: the same
/// indicators in its words, with the thresholds that the town sets itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Identifier, also in URLs.
    pub code: String,
    /// Name on screen.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Where it comes from.
    pub source: String,
    /// What it asks.
    #[serde(default)]
    pub commitment: Vec<Commitment>,
}

/// Something a town commits itself to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// In words.
    pub text: String,
    /// By what it is measured.
    pub indicator: IndicatorCode,
    /// The least that keeps it; `None`: it is not asked.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// The most that keeps it; `None`: it is not asked.
    #[serde(default)]
    pub at_most: Option<f64>,
}

impl Commitment {
    /// Whether a value keeps it; `None` where it asks nothing.
    ///
    /// ```
    /// use model::city::Commitment;
    /// let promise: Commitment = serde_json::from_value(serde_json::json!({
    ///     "text": "Reçu en moins de 15 min", "indicator": "sl_t", "at_least": 80.0,
    /// })).expect("a commitment");
    /// assert_eq!((promise.is_kept(78.0), promise.is_kept(80.0)), (Some(false), Some(true)));
    /// ```
    pub fn is_kept(&self, value: f64) -> Option<bool> {
        let least = self.at_least.map(|least| value >= least);
        let most = self.at_most.map(|most| value <= most);
        match (least, most) {
            (None, None) => None,
            (least, most) => Some(least.unwrap_or(true) && most.unwrap_or(true)),
        }
    }
}
