use app::view::{AudienceSection, AudienceView};
use model::city::PlaceId;
use model::format::{NARROW_SPACE, collation};

use super::Told;
use super::changed::changed;
use super::lines::{place_line, way, way_out};
use super::waits::waits;
use crate::views::sentences;
use crate::views::welcome_promise::promise;

/// Habitants: how long the wait is, whether the promise is kept, how the quarter stands.
pub(super) fn fill(told: &Told<'_>, empty: AudienceView) -> Option<AudienceView> {
    let scene = told.scene;
    let standing = scene.standing(scene.root)?;
    let city = empty.frame.city_code.clone();
    let mut sections = Vec::new();
    if empty.frame.receives {
        let mut waits = waits(told);
        waits
            .sentences
            .extend(promise(scene).map(|said| format!("{} {}", said.kept, said.rest)));
        sections.push(waits);
    }
    sections.extend([quarters(told), changed(told, &city)]);
    Some(AudienceView {
        headline: sentences::city(scene, &standing.standing),
        standing: Some((standing.standing, standing.latest_at)),
        sections,
        ways: vec![
            way(
                "Comment la note est calculée",
                told.link.explanation(&city, None),
            ),
            way_out(
                "Suivre les changements (Atom)",
                format!("/flux/{city}.atom"),
            ),
        ],
        ..empty
    })
}

fn quarters(told: &Told<'_>) -> AudienceSection {
    let scene = told.scene;
    let line = |id: PlaceId| {
        let below = scene.town().tree().subtree(id);
        let is_site = |id: &&PlaceId| scene.place(**id).is_some_and(|place| place.kind == "site");
        let fact = match below.iter().filter(is_site).count() {
            0 => String::new(),
            1 => "un lieu suivi".to_owned(),
            count => format!("{count}{NARROW_SPACE}lieux suivis"),
        };
        place_line(told, id, fact)
    };
    let mut lines: Vec<_> = scene.of_kind("district").filter_map(line).collect();
    lines.sort_by_key(|line| collation(&line.name));
    AudienceSection {
        title: "Votre quartier".to_owned(),
        sentences: Vec::new(),
        lines,
        empty: "La ville n’est pas découpée en quartiers.",
        more: Some(way(
            "Tous les lieux",
            told.link.place(
                scene
                    .place(scene.root)
                    .map_or("", |city| city.code.as_str()),
            ),
        )),
    }
}
