//! The town and its places, each with the mark of its level.

mod draw;
mod project;
mod settle;

use serde::{Deserialize, Serialize};

use super::drawing::{Words, assemble, empty};
use super::number::NNBSP;
use super::{Chart, ChartTable, Mark};

/// Longitude and latitude, in degrees.
pub type LonLat = [f64; 2];

/// One district.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct District {
    pub code: String,
    pub name: String,
    /// Its note as shown: "8,3". None when not scored.
    pub note: Option<String>,
    /// Outer rings first, as in GeoJSON; closed or not.
    pub rings: Vec<Vec<LonLat>>,
}

/// One place with a position.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub code: String,
    pub name: String,
    /// Its level: one of `Mark::LEVELS`.
    pub level: Mark,
    pub at: LonLat,
}

/// What the map shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    pub districts: Vec<District>,
    /// The river, from its source, or nothing.
    pub river: Vec<LonLat>,
    pub sites: Vec<Site>,
}

/// Draws the map. Districts are never filled with a level. Each mark is a link
/// to `/lieu/CODE` with `data-place`, class `mark level-…` and a `<use>` of the
/// drawing's symbol `{data-shapes}-level-…`: a live update changes both.
#[must_use]
pub fn map(spec: &MapSpec) -> Chart {
    let mut spec = spec.clone();
    let real = |p: &LonLat| p.iter().all(|c| c.is_finite()) && p[1].abs() <= 89.0;
    spec.sites.retain(|s| real(&s.at));
    spec.river.retain(real);
    for district in &mut spec.districts {
        district.rings.iter_mut().for_each(|ring| ring.retain(real));
        district.rings.retain(|ring| ring.len() >= 3);
    }
    if spec.sites.is_empty() && spec.districts.iter().all(|d| d.rings.is_empty()) {
        return empty(
            &spec.id,
            "c-map",
            &spec.title,
            "Aucun lieu n’a encore de position.",
        );
    }
    let words = words(&spec);
    let wide = draw::draw(&spec, &words, false);
    let narrow = draw::draw(&spec, &words, true);
    assemble(words, wide, narrow)
}

fn words(spec: &MapSpec) -> Words {
    let mut description = format!("{} lieux.", spec.sites.len());
    for level in Mark::LEVELS {
        let n = spec.sites.iter().filter(|s| s.level == level).count();
        if n > 0 {
            description.push_str(&format!(" {}{NNBSP}: {n}.", level.word()));
        }
    }
    let note = |d: &District| d.note.clone().unwrap_or_else(|| String::from("non noté"));
    let districts = spec.districts.iter().map(|d| vec![d.name.clone(), note(d)]);
    let sites = spec
        .sites
        .iter()
        .map(|s| vec![s.name.clone(), s.level.word().to_owned()]);
    Words {
        title: spec.title.clone(),
        description,
        table: ChartTable {
            caption: spec.title.clone(),
            columns: ["Lieu", "Note ou niveau"].map(String::from).to_vec(),
            rows: districts.chain(sites).collect(),
        },
        stops: spec
            .sites
            .iter()
            .map(|s| (s.name.clone(), s.level.word().to_owned()))
            .collect(),
    }
}
