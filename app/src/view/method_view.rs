use model::time::Day;

use super::Frame;

/// `/methode/{indicator}`: how an indicator is defined, and what is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodView {
    /// Around the page.
    pub frame: Frame,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Theme: code and name.
    pub theme: (String, String),
    /// What it says, in plain words.
    pub description: String,
    /// The formula in words and symbols.
    pub formula: String,
    /// Unit on screen.
    pub unit: String,
    /// Which way is better, in words.
    pub direction: String,
    /// Where the definition comes from.
    pub source: String,
    /// What is done with missing data, in sentences.
    pub coverage_rules: Vec<String>,
    /// How the note follows from the value, in sentences.
    pub note_rules: Vec<String>,
    /// How forecasts are made and how right they were, in sentences; empty without an objective.
    pub outlook_rules: Vec<String>,
    /// A worked example with the city's own figures; `None` without an objective.
    pub example: Option<String>,
    /// The dated constants it is worked out with.
    pub parameters: Vec<ParameterLine>,
    /// Objectives set with it, with all their versions, latest first.
    pub targets: Vec<MethodTarget>,
    /// What was decided of them after they were first adopted, latest first.
    pub history: Vec<MethodAmendment>,
    /// What there is to tell whoever follows the indicator, latest first.
    pub news: Vec<MethodNews>,
}

/// One piece of news about an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodNews {
    /// What tells it from the others: it stays.
    pub id: String,
    /// The day.
    pub on: Day,
    /// « octobre 2026 », « objectif assoupli, Clairval ».
    pub title: String,
    /// What is told.
    pub text: String,
}

/// What became of an objective: amended, withdrawn, set again.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodAmendment {
    /// The day.
    pub on: Day,
    /// « 27 novembre 2026 ».
    pub when: String,
    /// Code of the place.
    pub place: String,
    /// Name of the place.
    pub place_name: String,
    /// « assoupli », « renforcé », « retiré ».
    pub mark: &'static str,
    /// Whether it asks for less than before.
    pub loosened: bool,
    /// What changed, in words.
    pub changes: Vec<String>,
    /// Who decided: what they are, never who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Reference of the decision.
    pub decision: String,
}

/// One version of an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodTarget {
    /// Code of the place.
    pub place: String,
    /// Name of the place.
    pub place_name: String,
    /// « 212,0 en 2019 ».
    pub baseline: String,
    /// « 127,2 en 2030 (−40 %) ».
    pub target: String,
    /// « linéaire », « en une fois ».
    pub trajectory: String,
    /// Reference of the decision.
    pub decision: String,
    /// Version, and when it was adopted.
    pub version: String,
    /// Whether a later version replaced it.
    pub replaced: bool,
}

/// A dated constant.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterLine {
    /// « Énergie primaire de l’électricité ».
    pub name: String,
    /// « 1,9 kWhEP/kWh ».
    pub value: String,
    /// « depuis le 1er janvier 2026 ».
    pub validity: String,
    /// Text, article or page, and how it was established.
    pub source: String,
    /// It holds on the day of the page.
    pub current: bool,
}
