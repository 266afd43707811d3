use app::view::{AudienceLine, AudienceSection, AudienceView, MethodAmendment};
use model::city::Indicator;
use model::format::{NARROW_SPACE, date_short};
use model::score::Trend;

use super::Told;
use super::lines::{objective_line, way, way_out, worst_first};
use crate::views::objective_history::amendments_since;
use crate::views::objective_lines::objective_lines;
use crate::views::{change, sentences};

/// Objectives listed at most.
const MOST: usize = 8;
/// How long a loosened target is told here; the page of its method tells it for ever.
const LOOSENED_DAYS: i32 = 365;

/// Élus: the note, why it moved, whether objectives will be met, what was asked less of.
pub(super) fn fill(told: &Told<'_>, empty: AudienceView) -> Option<AudienceView> {
    let scene = told.scene;
    let standing = scene.standing(scene.root)?;
    let city = empty.frame.city_code.clone();
    Some(AudienceView {
        headline: sentences::city(scene, &standing.standing),
        standing: Some((standing.standing, standing.latest_at)),
        sections: vec![changed(told, &city), outlook(told), loosened(told)],
        ways: vec![
            way("Présenter au conseil", told.link.to("/presentation")),
            way_out(
                "Rapport au conseil (PDF)",
                told.link.to("/rapport-conseil.pdf"),
            ),
            way_out("Revue des écarts", "/revue".to_owned()),
        ],
        ..empty
    })
}

pub(super) fn changed(told: &Told<'_>, city: &str) -> AudienceSection {
    let asked = told.asked.only_the_day();
    let figures = change::view(told.scene, city, None, &asked).and_then(|view| view.figures);
    AudienceSection {
        title: format!("Ce qui a changé en {}{NARROW_SPACE}jours", Trend::SPAN_DAYS),
        sentences: figures.map(|figures| figures.sentences).unwrap_or_default(),
        lines: Vec::new(),
        empty: "Il n’y a pas de note à l’un des deux jours\u{202f}: rien ne peut être comparé.",
        more: Some(way(
            "Pourquoi la note a changé",
            told.link.change(city, None),
        )),
    }
}

fn outlook(told: &Told<'_>) -> AudienceSection {
    let mut lines = objective_lines(told.scene, told.scene.root, None);
    lines.retain(|line| line.outlook.is_some());
    lines.sort_by_key(|line| worst_first(&line.standing));
    AudienceSection {
        title: "Tiendrons-nous nos objectifs\u{202f}?".to_owned(),
        sentences: Vec::new(),
        lines: lines
            .into_iter()
            .take(MOST)
            .map(|line| objective_line(line, told.link))
            .collect(),
        empty: "Le passé connu est trop court pour dire où mènent les objectifs.",
        more: None,
    }
}

fn loosened(told: &Told<'_>) -> AudienceSection {
    let scene = told.scene;
    let found = amendments_since(scene, told.versions, scene.day.plus(-LOOSENED_DAYS));
    let line = |(indicator, one): (&Indicator, MethodAmendment)| AudienceLine {
        name: format!("{}, {}", indicator.name, one.place_name),
        address: told.link.method(indicator.code.as_str()),
        fact: format!(
            "{} le {} · {}",
            one.mark,
            date_short(one.on),
            one.changes.join(" · ")
        ),
        figure: None,
        standing: None,
    };
    AudienceSection {
        title: "Objectifs assouplis ou retirés depuis un an".to_owned(),
        sentences: Vec::new(),
        lines: found
            .into_iter()
            .filter(|(_, one)| one.loosened)
            .take(MOST)
            .map(line)
            .collect(),
        empty: "Aucun objectif n’a été assoupli ni retiré.",
        more: None,
    }
}
