use std::collections::HashMap;

use app::view::MethodAmendment;
use model::city::{Indicator, PlaceCode};
use model::format::date_short;
use model::score::Asks;
use model::time::Day;

use super::Scene;
use crate::objectives::amendment_lines;
use crate::store::ObjectiveVersion;

/// Decisions listed at most.
const MOST: usize = 200;

/// What was decided of any objective since a day, latest first.
pub(super) fn amendments_since<'a>(
    scene: &'a Scene<'_>,
    versions: &[ObjectiveVersion],
    from: Day,
) -> Vec<(&'a Indicator, MethodAmendment)> {
    let indicators = scene.town().themes().iter().flat_map(|t| &t.indicator);
    let mut found: Vec<_> = indicators
        .flat_map(|indicator| {
            let history = objective_history(scene, indicator, versions).into_iter();
            history.map(move |amendment| (indicator, amendment))
        })
        .filter(|(_, one)| one.on >= from && one.on <= scene.day)
        .collect();
    found.sort_by_key(|(_, one)| core::cmp::Reverse(one.on));
    found
}

/// What was decided of the objectives of an indicator after their adoption, latest first.
/// Everybody reads it: it says what those who decided are, never who they are.
pub(super) fn objective_history(
    scene: &Scene<'_>,
    indicator: &Indicator,
    versions: &[ObjectiveVersion],
) -> Vec<MethodAmendment> {
    let mut before: HashMap<&PlaceCode, &ObjectiveVersion> = HashMap::new();
    let mut found = Vec::new();
    for version in versions {
        let objective = &version.objective;
        if objective.indicator != indicator.code {
            continue;
        }
        if let Some(known) = before.insert(&objective.place, version) {
            found.extend(amendment(scene, indicator, known, version));
        }
    }
    found.reverse();
    found.truncate(MOST);
    found
}

fn amendment(
    scene: &Scene<'_>,
    indicator: &Indicator,
    before: &ObjectiveVersion,
    version: &ObjectiveVersion,
) -> Option<MethodAmendment> {
    let objective = &version.objective;
    let place = scene.town().tree().id(objective.place.as_str())?;
    let lines = amendment_lines(&before.objective, objective, indicator);
    let asks = |asked| lines.iter().any(|line| line.asks == asked);
    let (mark, loosened) = match version.withdrawn_from {
        Some(_) => ("retiré", true),
        None if asks(Asks::Less) => ("assoupli", true),
        None if asks(Asks::Otherwise) => ("changé", true),
        None if asks(Asks::More) => ("renforcé", false),
        None if before.withdrawn_from.is_some() => ("rétabli", false),
        None => ("précisé", false),
    };
    let mut changes: Vec<String> = lines.into_iter().map(|line| line.words).collect();
    if let Some(from) = version.withdrawn_from {
        changes.push(format!("retiré à partir du {}", date_short(from)));
    }
    let on = scene.town().zone().day(version.known_at);
    Some(MethodAmendment {
        on,
        when: date_short(on),
        place: objective.place.to_string(),
        place_name: scene.name(place).to_owned(),
        mark,
        loosened,
        changes,
        by: match (version.role, version.author.as_str()) {
            (Some(role), _) => role.words(),
            (None, ObjectiveVersion::IMPORT) => "import d’un fichier",
            (None, _) => "console du serveur",
        }
        .to_owned(),
        reason: version.reason.clone().unwrap_or_default(),
        decision: objective.decision.clone().unwrap_or_default(),
    })
}
