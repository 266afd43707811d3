use app::view::Moved;
use model::city::PlaceId;
use model::engine::Picture;
use model::format::{NARROW_SPACE, note};
use model::score::{Aggregate, Note};

use super::Scene;

/// How many things the page names.
const MOST: usize = 4;
/// A tenth: the smallest step a reader sees.
const STEP: i32 = 1_000;

/// What changed today, latest first: notes that moved by a tenth, sites that fell silent or spoke again.
pub(super) fn moved(scene: &Scene<'_>) -> Vec<Moved> {
    if scene.past {
        return Vec::new();
    }
    let mut found: Vec<(i32, Moved)> = scene
        .of_kind("site")
        .filter_map(|id| moved_site(scene, id))
        .collect();
    found.sort_by_key(|(size, _)| -size);
    found.extend(
        scene
            .of_kind("meter")
            .filter_map(|id| silent_meter(scene, id)),
    );
    let mut shown: Vec<Moved> = found
        .into_iter()
        .take(MOST)
        .map(|(_, moved)| moved)
        .collect();
    shown.sort_by_key(|moved| -moved.at.millis());
    shown
}

fn moved_site(scene: &Scene<'_>, id: PlaceId) -> Option<(i32, Moved)> {
    let note_in = |picture: &Picture| picture.aggregate(id, None).and_then(Aggregate::note);
    let (before, after) = (note_in(&scene.snapshot().morning), note_in(scene.now()));
    let name = scene.name(id);
    let sentence = match (before, after) {
        (Some(before), Some(after)) if after.minus(before) >= STEP => {
            from_to(name, "gagne du terrain", before, after)
        }
        (Some(before), Some(after)) if after.minus(before) <= -STEP => {
            from_to(name, "perd du terrain", before, after)
        }
        (Some(_), None) => (
            format!("{name} n’est "),
            "plus noté".to_owned(),
            ".".to_owned(),
        ),
        (None, Some(after)) => (
            format!("{name} est de nouveau noté{NARROW_SPACE}: "),
            note(Some(after)),
            ".".to_owned(),
        ),
        _ => return None,
    };
    let size = match (before, after) {
        (Some(before), Some(after)) => after.minus(before).abs(),
        _ => Note::TEN.ten_thousandths(),
    };
    let place = scene.place(id)?.code.to_string();
    let at = scene
        .snapshot()
        .latest_at(id)
        .unwrap_or(scene.now().moment().at);
    Some((
        size,
        Moved {
            at,
            sentence,
            place,
        },
    ))
}

fn from_to(name: &str, what: &str, before: Note, after: Note) -> (String, String, String) {
    (
        format!(
            "{name} {what}{NARROW_SPACE}: sa note passe de {} à ",
            note(Some(before))
        ),
        note(Some(after)),
        ".".to_owned(),
    )
}

/// A meter whose last day with data ended between one day and two weeks ago.
fn silent_meter(scene: &Scene<'_>, id: PlaceId) -> Option<(i32, Moved)> {
    let (_, series) = scene.town().series_of(id).next()?;
    let latest = series.latest?;
    let silent_days = scene.day.since(scene.town().zone().day(latest.at));
    if scene.town().tree().is_closed(id, scene.day) || !(2..=14).contains(&silent_days) {
        return None;
    }
    let name = scene.name(id);
    let site = scene.town().tree().nearest(id, "site");
    // Many a meter bears the name of its site already.
    let site = site
        .map(|site| scene.name(site))
        .filter(|site| !name.contains(site));
    let who = site.map_or_else(
        || name.to_owned(),
        |site| format!("{site}{NARROW_SPACE}: {name}"),
    );
    let sentence = (
        format!("{who} "),
        "ne répond plus".to_owned(),
        ".".to_owned(),
    );
    Some((
        0,
        Moved {
            at: latest.at,
            sentence,
            place: scene.place(id)?.code.to_string(),
        },
    ))
}
