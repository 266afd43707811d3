use app::view::{AudienceLine, AudienceSection, AudienceView, MethodAmendment};
use model::city::Indicator;
use model::format::date_short;

use super::Told;
use super::changed::changed;
use super::lines::{objective_line, way, way_out};
use crate::views::deviations::outlooks;
use crate::views::objective_history::amendments_since;
use crate::views::sentences;

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
        ],
        ..empty
    })
}

fn outlook(told: &Told<'_>) -> AudienceSection {
    let (lines, _) = outlooks(told.scene);
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
