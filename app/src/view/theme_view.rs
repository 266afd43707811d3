use model::engine::{PlaceStanding, Standing};

use super::{Address, AlertCard, Choice, ComparisonView, Frame};
use crate::chart::Chart;

/// `/theme/{theme}`: one theme for the whole city.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeView {
    /// Around the page.
    pub frame: Frame,
    /// Code of the theme.
    pub code: String,
    /// Name of the theme.
    pub name: String,
    /// How the city stands on it; live through the city's topic.
    pub standing: PlaceStanding,
    /// « Énergie · 135 lieux · 12 mois glissants au 24 novembre 2026 ».
    pub context: String,
    /// One or two true sentences made from the data.
    pub headline: Vec<String>,
    /// Measured years against the trajectory of the first objective; `None` without one.
    pub trajectory: Option<Chart>,
    /// The city's objectives on the theme.
    pub objectives: Vec<ObjectiveLine>,
    /// `usage`: the uses whose sites can be compared.
    pub uses: Vec<Choice>,
    /// Sites of the chosen use, compared.
    pub ranking: Option<UseRanking>,
    /// What the watch found and costs most.
    pub alerts: Vec<AlertCard>,
    /// What the city's energy is compared with.
    pub comparison: Option<ComparisonView>,
    /// The address that asked for it.
    pub asked: Address,
    /// It is about reception: ways to the wait and to its details.
    pub receives: bool,
    /// Every site, worst note first: (code, name, use, standing).
    pub sites: Vec<(String, String, String, Standing)>,
}

/// One objective with what is measured.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveLine {
    /// Code of the indicator, for `/methode/{indicator}`.
    pub indicator: String,
    /// Name of the indicator.
    pub name: String,
    /// « 171 kWh/m² · trajectoire 159 », or why there is no note.
    pub fact: String,
    /// Where it leads by its deadline; `None` where that cannot be said.
    pub outlook: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// The last twelve months' notes as a sparkline.
    pub sparkline: String,
}

/// Sites of one use, compared by one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct UseRanking {
    /// The use, e.g. « École élémentaire ».
    pub r#use: String,
    /// Distribution with the ranked sites as its table.
    pub chart: Chart,
    /// The most sober: code, name, value, deviation, share of the longest bar 0–1.
    pub best: Vec<(String, String, String, String, f64)>,
    /// The hungriest, in the same form.
    pub worst: Vec<(String, String, String, String, f64)>,
    /// How many sites are compared.
    pub count: u32,
    /// The place whose page it is stands among them.
    pub own: bool,
}
