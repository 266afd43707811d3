use model::watch::AlertState;

/// An alert as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertCard {
    /// Number, in `/alertes/{id}`.
    pub id: i64,
    /// Code of the building or meter it speaks of.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// Where it stands.
    pub state: AlertState,
    /// « Ouverte depuis 6 jours ».
    pub since: String,
    /// A sentence: « Le gymnase du Canal consomme la nuit comme le jour. »
    pub title: String,
    /// Measured against expected, and what it costs.
    pub fact: String,
    /// The explanation, where there is one.
    pub explanation: Option<String>,
    /// What happened to it, oldest first: when, what.
    pub life: Vec<(String, String)>,
}
