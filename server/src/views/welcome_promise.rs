use app::view::PromiseView;
use model::format::{NARROW_SPACE, integer};
use model::reception::ReceptionIndicator;
use model::score::{Level, RowOutcome, RowSubject};

use super::Scene;

/// What the city promises of the wait, against what came.
pub(super) fn promise(scene: &Scene<'_>) -> Option<PromiseView> {
    let town = scene.town();
    let plans = town.plan().at(scene.root).iter();
    let plan = plans
        .filter_map(|plan| Some((plan, plan.indicator.reception?)))
        .find(|(_, measure)| measure.measure == ReceptionIndicator::SlT);
    let (plan, measure) = plan?;
    let explanation = scene.now().explain(town, scene.root, Some(plan.theme))?;
    let (judged, outcome) = explanation.rows.iter().find_map(|row| match &row.subject {
        RowSubject::Objective(judged) if judged.indicator == plan.indicator.code => {
            Some((judged, row.outcome))
        }
        _ => None,
    })?;
    let value = judged.value?;
    // Half way on a trajectory is not a promise kept.
    let kept = value.floor() >= plan.objective.target;
    let level = match outcome {
        RowOutcome::Scored { note, .. } if !kept => match Level::of(Some(note)) {
            Level::Ok => Level::Watch,
            level => level,
        },
        RowOutcome::Scored { note, .. } => Level::of(Some(note)),
        RowOutcome::Stale { .. } | RowOutcome::Unscored { .. } => Level::None,
    };
    Some(PromiseView {
        // Cut, like notes: a promise is not kept by rounding.
        kept: format!("{} personnes sur 100", integer(value.floor())),
        rest: format!(
            "ont attendu moins de {}{NARROW_SPACE}min. La ville en promet {}.",
            measure.within_min,
            integer(plan.objective.target)
        ),
        level,
    })
}
