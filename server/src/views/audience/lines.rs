use app::state::PageLink;
use app::view::{AlertCard, AudienceLine, AudienceSection, AudienceWay, ObjectiveLine};
use model::city::PlaceId;
use model::score::Level;

use super::Told;
use crate::views::{Scene, alerts};

/// An objective: where it leads where that can be said, else what is measured of it.
pub(in crate::views) fn objective_line(line: ObjectiveLine, link: PageLink) -> AudienceLine {
    AudienceLine {
        name: line.name,
        address: link.method(&line.indicator),
        fact: line.outlook.unwrap_or(line.fact),
        figure: None,
        standing: Some(line.standing),
    }
}

/// A place with its note over all themes.
pub(super) fn place_line(told: &Told<'_>, id: PlaceId, fact: String) -> Option<AudienceLine> {
    let place = told.scene.place(id)?;
    Some(AudienceLine {
        name: place.name.clone(),
        address: told.link.place(place.code.as_str()),
        fact,
        figure: None,
        standing: Some(told.scene.standing(id)?.standing),
    })
}

/// Alerts at these places that nobody closed, the most costly first.
pub(super) fn alert_section(
    told: &Told<'_>,
    title: &str,
    places: &[PlaceId],
    most: usize,
) -> AudienceSection {
    let line = |card: AlertCard| AudienceLine {
        name: card.title,
        address: told.link.to(&format!("/alertes/{}", card.id)),
        fact: format!("{} · {}", card.fact.trim_end_matches('.'), card.since),
        figure: None,
        standing: None,
    };
    let cards = alerts::cards_at(told.scene, places, most).into_iter();
    AudienceSection {
        title: title.to_owned(),
        sentences: Vec::new(),
        lines: cards.map(line).collect(),
        empty: "Aucune alerte n’est ouverte.",
        more: Some(way("Toutes les alertes", told.link.to("/alertes"))),
    }
}

/// How many of these places are out of line, and how many have no note.
pub(super) fn out_of_line(scene: &Scene<'_>, sites: &[PlaceId]) -> (usize, usize) {
    let levels = sites.iter().filter_map(|id| scene.standing(*id));
    let levels: Vec<Level> = levels.map(|standing| standing.standing.level).collect();
    let count = |wanted: Level| levels.iter().filter(|level| **level == wanted).count();
    (count(Level::Gap), count(Level::None))
}

/// « 3 sont en écart », in a sentence about several.
pub(super) fn out_of_line_words(gap: usize) -> String {
    match gap {
        0 => "aucun n’est en écart".to_owned(),
        1 => "un est en écart".to_owned(),
        _ => format!("{gap} sont en écart"),
    }
}

/// A way within the application.
pub(super) fn way(words: &str, address: String) -> AudienceWay {
    AudienceWay {
        words: words.to_owned(),
        address,
        outside: false,
    }
}

/// A way to a file, a feed, or a page without a browser half.
pub(super) fn way_out(words: &str, address: String) -> AudienceWay {
    AudienceWay {
        outside: true,
        ..way(words, address)
    }
}
