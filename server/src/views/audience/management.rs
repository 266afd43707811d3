use app::view::{AudienceLine, AudienceSection, AudienceView};
use model::format::NARROW_SPACE;

use super::Told;
use super::directorates::{Directorate, all};
use super::lines::{alert_section, objective_line, out_of_line, way, way_out};
use super::silent_sources::silent_sources;
use crate::views::deviations::deviations;

/// Objectives, alerts and sources listed at most.
const MOST: usize = 10;

/// Direction générale: what is out of line, whose it is, which data are missing.
pub(super) fn fill(told: &Told<'_>, empty: AudienceView) -> Option<AudienceView> {
    let scene = told.scene;
    let standing = scene.standing(scene.root)?;
    let found = deviations(scene);
    let deviations = AudienceSection {
        title: "Objectifs de la ville en écart ou à surveiller".to_owned(),
        sentences: Vec::new(),
        lines: found
            .lines
            .into_iter()
            .take(MOST)
            .map(|line| objective_line(line, told.link))
            .collect(),
        empty: "Tous les objectifs notés de la ville sont atteints.",
        more: Some(way(
            "Comment la note est calculée",
            told.link.explanation(&empty.frame.city_code, None),
        )),
    };
    let directorates = AudienceSection {
        title: "Par direction".to_owned(),
        sentences: Vec::new(),
        lines: all(scene)
            .iter()
            .map(|one| directorate(told, one))
            .collect(),
        empty: super::directorates::NONE,
        more: None,
    };
    let everywhere = scene.town().tree().subtree(scene.root);
    let alerts = alert_section(told, "Alertes les plus coûteuses", &everywhere, MOST / 2);
    Some(AudienceView {
        headline: vec![found.headline],
        standing: Some((standing.standing, standing.latest_at)),
        sections: vec![
            deviations,
            directorates,
            silent_sources(told, &everywhere, MOST),
            alerts,
        ],
        ways: vec![
            way_out("Préparer une revue", "/revue".to_owned()),
            way_out("Actions décidées", "/admin/actions".to_owned()),
            way_out("Changements de niveau", "/changements".to_owned()),
        ],
        ..empty
    })
}

fn directorate(told: &Told<'_>, one: &Directorate) -> AudienceLine {
    let (gap, none) = out_of_line(told.scene, &one.sites);
    let sites = one.sites.len();
    let plural = if sites > 1 { "lieux" } else { "lieu" };
    let none = match none {
        0 => String::new(),
        none => format!(", {none} sans note"),
    };
    AudienceLine {
        name: one.name.clone(),
        address: one.address(told),
        fact: format!("{sites}{NARROW_SPACE}{plural}{none}"),
        figure: Some(match gap {
            0 => "aucun écart".to_owned(),
            1 => "1 écart".to_owned(),
            _ => format!("{gap} écarts"),
        }),
        standing: None,
    }
}
