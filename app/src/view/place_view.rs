use model::engine::{PlaceStanding, Standing};

use super::{AlertCard, EffectView, Frame, ObjectiveLine, UseRanking};
use crate::chart::Chart;

/// `/lieu/{code}`: any place, from a district to a meter.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceView {
    /// Around the page.
    pub frame: Frame,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind in words, with what is known of it: « École élémentaire · 2 340 m² · 212 élèves ».
    pub facts: String,
    /// The places it is part of, from the city down.
    pub path: Vec<Crumb>,
    /// How it stands.
    pub standing: PlaceStanding,
    /// One or two true sentences made from the data.
    pub headline: Vec<String>,
    /// Its objectives.
    pub objectives: Vec<ObjectiveLine>,
    /// Measured years against the trajectory of its first objective.
    pub trajectory: Option<Chart>,
    /// What the watch found here or below and nobody closed yet.
    pub alerts: Vec<AlertCard>,
    /// One block per fluid measured here or below.
    pub fluids: Vec<Fluid>,
    /// Whether `/lieu/{code}/donnees.csv` has its fluids.
    pub has_data: bool,
    /// The last week by the hour; for a meter.
    pub load_curve: Option<Chart>,
    /// Average week, day × hour; for a site or meter with hourly electricity.
    pub heat_map: Option<Chart>,
    /// What cold or heat costs; where the weather moves a meter.
    pub signature: Option<Chart>,
    /// For a site: where it stands among those of its use.
    pub rank: Option<UseRanking>,
    /// For a site: what it costs and emits.
    pub figures: Vec<FigureLine>,
    /// For a site: what its sub-meters tell, one a quantity.
    pub sub_meters: Vec<SubMeters>,
    /// People are received here: there is a page on how.
    pub receives: bool,
    /// What was done here, latest first.
    pub events: Vec<EventLine>,
    /// The parts of the place, worst note first.
    pub parts: Vec<PartLine>,
    /// Title of the list of parts, e.g. « Deux compteurs ».
    pub parts_title: String,
    /// For a meter: its latest readings.
    pub readings: Vec<ReadingLine>,
    /// For a meter: readings that replaced another value, latest first.
    pub corrections: Vec<CorrectionLine>,
    /// For a shared meter: what it serves, with its dated shares.
    pub serves: Vec<String>,
    /// For a meter: code of its series, for the API.
    pub series: Option<String>,
}

/// What the sub-meters of one quantity tell.
#[derive(Debug, Clone, PartialEq)]
pub struct SubMeters {
    /// What they come to, in a sentence.
    pub sentence: String,
    /// Each of them, then what none of them counts; empty where too little is known.
    pub lines: Vec<SubMeterLine>,
}

/// A sub-meter over twelve months.
#[derive(Debug, Clone, PartialEq)]
pub struct SubMeterLine {
    /// Code of its place; `None`: what no sub-meter counts.
    pub place: Option<String>,
    /// Name.
    pub name: String,
    /// Amount with its unit.
    pub amount: String,
    /// Share of the main meters; empty where that says nothing.
    pub share: String,
}

/// A step on the way down from the city.
#[derive(Debug, Clone, PartialEq)]
pub struct Crumb {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Twelve months of one fluid.
#[derive(Debug, Clone, PartialEq)]
pub struct Fluid {
    /// Code of the quantity, also its colour: `electricity`, `gas`, `water`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Total of the twelve months, « 57 800 kWh ».
    pub total: String,
    /// Change against the twelve months before, « −8 % »; empty when unknown.
    pub change: String,
    /// The same as metered where it is metered otherwise, « 25 400 m³ ».
    pub also: Option<String>,
    /// Monthly bars with the year before.
    pub chart: Chart,
}

/// A part of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct PartLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kind in words, or what it measures.
    pub facts: String,
    /// How it stands.
    pub standing: Standing,
}

/// A reading in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingLine {
    /// « mardi 24 novembre, 14 h 00 ».
    pub when: String,
    /// « 12,4 ».
    pub value: String,
    /// « relevé », « estimé », « manquant ».
    pub quality: String,
}

/// An indicator of a site that no objective judges.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureLine {
    /// Code of the indicator, for `/methode/{indicator}`.
    pub indicator: String,
    /// « Coût estimé, douze mois ».
    pub name: String,
    /// « 41 230 € ».
    pub value: String,
    /// What has to be said with it; may be empty.
    pub remark: String,
}

/// Something that was done to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct EventLine {
    /// « 12 mars 2026 ».
    pub when: String,
    /// « Isolation des combles ».
    pub name: String,
    /// Address of the comparison with what was before.
    pub compare: String,
    /// What it brought.
    pub effect: EffectView,
}

/// A reading that replaced another value.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectionLine {
    /// Of when the reading is.
    pub of: String,
    /// When the new value was known.
    pub known: String,
    /// Value before.
    pub before: String,
    /// Value after.
    pub after: String,
}
