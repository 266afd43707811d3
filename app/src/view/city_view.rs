use model::engine::PlaceStanding;
use model::time::{At, Day};

use super::Frame;

/// `/`: the whole city.
#[derive(Debug, Clone, PartialEq)]
pub struct CityView {
    /// Around the page.
    pub frame: Frame,
    /// The city's note.
    pub standing: PlaceStanding,
    /// One or two true sentences made from the data.
    pub headline: Vec<String>,
    /// Its themes.
    pub themes: Vec<ThemeCard>,
    /// The places on a map; `None` without coordinates.
    pub map: Option<MapView>,
    /// How many sites stand where.
    pub counts: LevelCounts,
    /// What changed today, latest first.
    pub moved: Vec<Moved>,
    /// When nothing is scored because the data are old: a day with notes, for `?au=`.
    pub look_back: Option<Day>,
    /// Nothing was imported yet.
    pub empty: bool,
}

/// One theme on the city's page.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeCard {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Measured against asked, e.g. « 171 kWh/m² par an ; trajectoire : 159 ».
    pub fact: String,
}

/// The map with the table behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct MapView {
    /// « Huit quartiers, 135 lieux suivis ».
    pub title: String,
    /// Drawing, with `data-place` on every mark and district.
    pub svg: String,
    /// The same for a narrow screen.
    pub svg_narrow: String,
    /// The same as a list: districts, then sites by name.
    pub list: Vec<MapLine>,
    /// Codes of the places and districts drawn, to follow them live.
    pub places: Vec<String>,
}

/// A place of the map, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its note, or its level.
    pub word: String,
}

/// How many sites stand at each level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelCounts {
    /// ●
    pub ok: u32,
    /// ▲
    pub watch: u32,
    /// ■
    pub gap: u32,
    /// ◌
    pub none: u32,
}

/// One thing that changed today.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// When.
    pub at: At,
    /// Sentence before the emphasised words, the words, and what follows.
    pub sentence: (String, String, String),
    /// The place to look at.
    pub place: String,
}
