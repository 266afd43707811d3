use app::view::{AudienceSection, AudienceView};

use super::Told;
use super::lines::{way, way_out};
use super::waits::waits;
use crate::views::objective_lines::objective_lines;
use crate::views::welcome_promise::promise;

/// Agents: the wait now against the promise, and what else is asked of reception.
pub(super) fn fill(told: &Told<'_>, empty: AudienceView) -> AudienceView {
    let scene = told.scene;
    let headline = promise(scene).map_or_else(
        || "La ville n’a pas encore pris d’engagement sur l’attente.".to_owned(),
        |said| format!("{} {}", said.kept, said.rest),
    );
    let themes = scene.town().themes().iter();
    let of_reception = themes
        .enumerate()
        .filter(|(_, theme)| !theme.service.is_empty())
        .map(|(index, _)| index);
    let lines = of_reception.flat_map(|theme| objective_lines(scene, scene.root, Some(theme)));
    let commitments = AudienceSection {
        title: "Les engagements de l’accueil".to_owned(),
        sentences: Vec::new(),
        lines: lines
            .map(|mut line| {
                // Today's figure says more at a desk than where a pace leads.
                line.outlook = None;
                super::objective_line(line, told.link)
            })
            .collect(),
        empty: "Aucun objectif n’est encore fixé pour l’accueil.",
        more: Some(way(
            "L’accueil en détail",
            told.link
                .to(&format!("/lieu/{}/accueil", empty.frame.city_code)),
        )),
    };
    let mut sections = vec![commitments];
    if empty.frame.receives {
        sections.insert(0, waits(told));
    }
    AudienceView {
        headline: vec![headline],
        sections,
        ways: vec![
            way_out("Appeler le visiteur suivant", "/guichet".to_owned()),
            way_out("Saisir un chiffre", "/saisie".to_owned()),
        ],
        ..empty
    }
}
