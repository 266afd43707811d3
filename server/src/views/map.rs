use app::chart::Mark;
use app::chart::map::{District, MapSpec, Site, map};
use app::view::{LevelCounts, MapLine, MapView};
use model::city::PlaceId;
use model::format::{self, collation};
use model::score::Level;

use super::{Scene, wkt};

/// The sites on a map of the districts; `None` when no place has coordinates.
pub(super) fn city_map(scene: &Scene<'_>) -> Option<MapView> {
    let sites: Vec<Site> = scene
        .of_kind("site")
        .filter_map(|id| site(scene, id))
        .collect();
    if sites.is_empty() {
        return None;
    }
    let districts: Vec<District> = scene
        .of_kind("district")
        .filter_map(|id| district(scene, id))
        .collect();
    let river = scene
        .place(scene.root)
        .and_then(|city| city.text("river"))
        .and_then(|text| wkt::rings(text).into_iter().next())
        .unwrap_or_default();
    let title = match districts.len() {
        0 => format!("{} lieux suivis", sites.len()),
        n => format!("{} quartiers, {} lieux suivis", in_words(n), sites.len()),
    };
    let drawn = sites
        .iter()
        .map(|s| &s.code)
        .chain(districts.iter().map(|d| &d.code));
    let places = drawn.cloned().collect();
    let list = list(&districts, &sites);
    let chart = map(&MapSpec {
        id: "carte".to_owned(),
        title: title.clone(),
        districts,
        river,
        sites,
    });
    Some(MapView {
        title,
        svg: chart.svg_wide,
        svg_narrow: chart.svg_narrow,
        list,
        places,
    })
}

/// Districts as they are drawn, then sites by name: who looks for one knows its name.
fn list(districts: &[District], sites: &[Site]) -> Vec<MapLine> {
    let districts = districts.iter().map(|district| MapLine {
        code: district.code.clone(),
        name: district.name.clone(),
        word: district
            .note
            .clone()
            .unwrap_or_else(|| "non noté".to_owned()),
    });
    let mut named: Vec<MapLine> = sites
        .iter()
        .map(|site| MapLine {
            code: site.code.clone(),
            name: site.name.clone(),
            word: site.level.word().to_owned(),
        })
        .collect();
    named.sort_by_key(|line| collation(&line.name));
    districts.chain(named).collect()
}

/// How many sites stand at each level.
pub(super) fn counts(scene: &Scene<'_>) -> LevelCounts {
    let mut counts = LevelCounts::default();
    for id in scene.of_kind("site") {
        match scene.standing(id).map_or(Level::None, |s| s.standing.level) {
            Level::Ok => counts.ok += 1,
            Level::Watch => counts.watch += 1,
            Level::Gap => counts.gap += 1,
            Level::None => counts.none += 1,
        }
    }
    counts
}

fn site(scene: &Scene<'_>, id: PlaceId) -> Option<Site> {
    let place = scene.place(id)?;
    let at = [place.number("lon")?, place.number("lat")?];
    let level = scene.standing(id).map_or(Level::None, |s| s.standing.level);
    let level = match level {
        Level::Ok => Mark::Ok,
        Level::Watch => Mark::Watch,
        Level::Gap => Mark::Gap,
        Level::None => Mark::None,
    };
    Some(Site {
        code: place.code.to_string(),
        name: place.name.clone(),
        level,
        at,
    })
}

fn district(scene: &Scene<'_>, id: PlaceId) -> Option<District> {
    let place = scene.place(id)?;
    let rings = wkt::rings(place.text("outline")?);
    let note = scene.standing(id).and_then(|s| s.standing.note);
    Some(District {
        code: place.code.to_string(),
        name: place.name.clone(),
        note: note.map(|n| format::note(Some(n))),
        rings,
    })
}

fn in_words(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "Aucun", "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix",
        "Onze", "Douze",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
