use model::energy::eet::Leaf;

use super::Frame;
use crate::chart::Chart;

/// `/energie/eco-energie-tertiaire`: where the liable sites stand.
#[derive(Debug, Clone, PartialEq)]
pub struct EetView {
    /// Around the page.
    pub frame: Frame,
    /// Code of the theme it belongs to, where the town has it.
    pub theme: Option<(String, String)>,
    /// « 61 bâtiments assujettis · 12 mois glissants au … ».
    pub context: String,
    /// One or two true sentences made from the data.
    pub headline: Vec<String>,
    /// Change since the reference years in percent, and what is asked; `None` without any reference.
    pub progress: Option<(String, String)>,
    /// The decade that is due.
    pub decade: i16,
    /// Sums over the liable sites.
    pub facts: Vec<EetFact>,
    /// All sites with a reference, against their objectives together.
    pub trajectory: Option<Chart>,
    /// How the climate was taken out, or that it was not.
    pub climate: String,
    /// The site of `?site=`.
    pub chosen: Option<EetSite>,
    /// Every liable site, the largest effort first.
    pub sites: Vec<EetLine>,
    /// Surpluses against wants.
    pub mutual: Option<EetMutual>,
    /// The yearly declaration.
    pub deadline: EetDeadline,
    /// What is left out of the page and why.
    pub outside: Vec<String>,
    /// Rules and hypotheses behind the figures, each with its source.
    pub rules: Vec<String>,
}

/// A figure with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EetFact {
    /// « Reste à économiser ».
    pub name: String,
    /// « 4 210 MWh par an ».
    pub value: String,
    /// Of what it is made; may be empty.
    pub note: String,
}

/// A row of the list of sites.
#[derive(Debug, Clone, PartialEq)]
pub struct EetLine {
    /// Code of the site.
    pub code: String,
    /// Its name.
    pub name: String,
    /// « École élémentaire · 2 310 m² ».
    pub fact: String,
    /// kWh/m² of twelve months; « – » where too little is known.
    pub used: String,
    /// kWh/m² asked for the decade that is due, and which objective it is.
    pub target: Option<(String, &'static str)>,
    /// The rating.
    pub leaf: Option<Leaf>,
    /// kWh a year still to be saved, or in hand; empty where nothing can be said.
    pub gap: String,
    /// The same in euros.
    pub money: String,
    /// At its objective.
    pub met: bool,
}

/// One site in detail.
#[derive(Debug, Clone, PartialEq)]
pub struct EetSite {
    /// Code of the site.
    pub code: String,
    /// Its name.
    pub name: String,
    /// « École élémentaire · 2 310 m² ».
    pub fact: String,
    /// kWh/m² of twelve months.
    pub used: String,
    /// Where it stands, in sentences.
    pub sentences: Vec<String>,
    /// The rating.
    pub leaf: Option<Leaf>,
    /// How the rating was made, or why there is none.
    pub rating: String,
    /// Measured years against the objectives.
    pub chart: Option<Chart>,
    /// Decade, relative objective, absolute objective, which one binds.
    pub objectives: Vec<[String; 4]>,
    /// The admissible reference years, the most favourable first.
    pub references: Vec<EetReference>,
    /// What the reference rests on, or what to do to have one.
    pub reference_note: String,
    /// Area, category, zone: what the figures rest on.
    pub basis: Vec<EetFact>,
    /// Months of the declared year that lack data.
    pub missing: String,
}

/// A year that may be taken as reference, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EetReference {
    /// « 2019 ».
    pub year: String,
    /// « janvier à décembre 2019 ».
    pub period: String,
    /// kWh/m².
    pub per_m2: String,
    /// kWh/m² that would be asked.
    pub target: String,
    /// Which objective would bind.
    pub bound: &'static str,
    /// kWh a year still to be saved.
    pub gap: String,
    /// The town chose it, or it is taken for want of a choice.
    pub chosen: bool,
}

/// Surpluses of some sites for what others lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EetMutual {
    /// What sharing would bring.
    pub sentence: String,
    /// Sites that would meet their objective by it: code, name, what they receive.
    pub helped: Vec<(String, String, String)>,
}

/// The declaration that is due next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EetDeadline {
    /// « Déclaration de l’année 2026 : avant le 30 septembre 2027, dans 308 jours. »
    pub sentence: String,
    /// Years whose file can be had: year, address of the file.
    pub files: Vec<(i16, String)>,
    /// Sites that lack data: code, name, months.
    pub missing: Vec<(String, String, String)>,
}
