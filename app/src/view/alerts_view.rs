use super::{AlertCard, Crumb, Frame};
use crate::chart::Chart;

/// `/alertes`: what the watch found.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertsView {
    /// Around the page.
    pub frame: Frame,
    /// One sentence on what is open and what it costs.
    pub headline: Vec<String>,
    /// « 12 alertes · surveillance au 25 novembre 2026 ».
    pub context: String,
    /// Alerts that fit the choice, the most costly first.
    pub cards: Vec<AlertCard>,
    /// Values of `?cause=` that are there: name, words.
    pub causes: Vec<(String, String)>,
    /// Values of `?lieu=` that are there: code, name.
    pub places: Vec<(String, String)>,
}

/// `/alertes/{id}`: one alert with its curve and its life.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertView {
    /// Around the page.
    pub frame: Frame,
    /// The alert.
    pub card: AlertCard,
    /// The places it is part of, from the city down.
    pub path: Vec<Crumb>,
    /// What it means and what to look at first.
    pub advice: String,
    /// Measured days against expected ones.
    pub curve: Option<Chart>,
    /// Figures behind it: name, value.
    pub figures: Vec<(String, String)>,
    /// Whether who asks may act on it.
    pub may_act: bool,
}
