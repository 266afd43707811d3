use model::score::Level;

use super::Frame;
use crate::chart::Chart;

/// `/accueil`: where to go now, how long, when it is quiet, is the promise kept.
#[derive(Debug, Clone, PartialEq)]
pub struct WelcomeView {
    /// Around the page.
    pub frame: Frame,
    /// What can be asked for: code and words.
    pub services: Vec<(String, String)>,
    /// Which of them is asked for.
    pub service: String,
    /// Where to go now; `None` where nobody is received or nothing is known.
    pub best: Option<WelcomeBest>,
    /// What to say instead of the best: « Tout est fermé. La mairie … ouvre demain à 9 h. »
    pub otherwise: Option<String>,
    /// The other places, the shortest wait first.
    pub others: Vec<WelcomeLine>,
    /// « Attentes mesurées à 14 h 32, arrondies à 5 min. »
    pub measured: String,
    /// A usual day of one place.
    pub usual: Option<UsualView>,
    /// Whether the promise is kept.
    pub promise: Option<PromiseView>,
}

/// Where to go now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WelcomeBest {
    /// Code of the counter.
    pub code: String,
    /// Name of the place.
    pub name: String,
    /// « Le plus rapide », or « Le seul ouvert ».
    pub why: String,
    /// A multiple of five.
    pub minutes: u32,
    /// « reçu vers 14 h 50 ».
    pub around: Option<String>,
    /// Way there, on a map.
    pub way: Option<String>,
}

/// Another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WelcomeLine {
    /// Code of the counter.
    pub code: String,
    /// Name of the place.
    pub name: String,
    /// « 4 personnes avant vous », « ouvre demain à 9 h ».
    pub fact: String,
    /// What the wait is.
    pub wait: WelcomeWait,
}

/// How long, or what to say instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WelcomeWait {
    /// A multiple of five.
    Minutes(u32),
    /// No wait, but so many people are there.
    People(u32),
    /// « Dernier ticket ».
    Last,
    /// « Inconnue ».
    Unknown,
    /// « Fermée ».
    Closed,
}

/// A usual day of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct UsualView {
    /// The hours, drawn.
    pub chart: Chart,
    /// « Venez plutôt entre 15 h et 17 h. »
    pub advice: Option<(String, String, String)>,
    /// Other places to look at: code, name, whether it is the one shown.
    pub choices: Vec<(String, String, bool)>,
}

/// Whether the promise is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    /// « 78 personnes sur 100 ».
    pub kept: String,
    /// « ont attendu moins de 15 min. La ville en promet 80. »
    pub rest: String,
    /// How it stands.
    pub level: Level,
}
