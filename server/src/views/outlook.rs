use model::city::Indicator;
use model::engine::JudgedPlan;
use model::format::{NARROW_SPACE, decimal, percent};
use model::score::{Calibration, Forecast};

use super::Scene;

/// Eight times in ten the value should lie in the range that is told.
const PROBABILITY: f64 = 0.8;
/// Chances are told in steps of this, in percent: no more is known of them.
const STEP: f64 = 5.0;

/// Where plans lead by their deadlines if nothing is decided, one a plan.
pub(super) fn forecasts(scene: &Scene<'_>, plans: &[&JudgedPlan]) -> Vec<Option<Forecast>> {
    let histories = scene.town().histories(plans, scene.day);
    let of = |(plan, history): (&&JudgedPlan, Vec<(f64, f64)>)| {
        Forecast::of(&history, plan.objective.target_at.year_fraction())
    };
    plans.iter().zip(histories).map(of).collect()
}

/// « À ce rythme, entre 118 et 131 kWh/m² en 2029 ; 65 chances sur 100 de tenir l’objectif
/// de 127 ».
pub(super) fn words(plan: &JudgedPlan, forecast: &Forecast) -> Option<String> {
    let (low, high) = range(forecast)?;
    let number = |value| decimal(value, plan.indicator.decimals);
    let chance = forecast.chance_of(&plan.objective)?;
    Some(format!(
        "À ce rythme, entre {} et {}{NARROW_SPACE}{} en {}{NARROW_SPACE}; {} de tenir l’objectif de {}",
        number(low),
        number(high),
        plan.indicator.unit.label(),
        plan.objective.target_at.year(),
        chances(chance),
        number(plan.objective.target),
    ))
}

/// The range that is told: nothing that is counted is below 0.
pub(super) fn range(forecast: &Forecast) -> Option<(f64, f64)> {
    let (low, high) = forecast.interval(PROBABILITY)?;
    Some((low.max(0.0), high.max(0.0)))
}

fn chances(chance: f64) -> String {
    let rounded = (chance * 100.0 / STEP).round() * STEP;
    if rounded < STEP {
        return format!("moins de {} chances sur 100", decimal(STEP, 0));
    }
    if rounded > 100.0 - STEP {
        return format!("plus de {} chances sur 100", decimal(100.0 - STEP, 0));
    }
    format!("{} chances sur 100", decimal(rounded, 0))
}

/// How forecasts of an indicator are made, and how often past ones were right in this town.
pub(super) fn rules(scene: &Scene<'_>, indicator: &Indicator) -> Vec<String> {
    let town = scene.town();
    let plans: Vec<&JudgedPlan> = town
        .tree()
        .ids()
        .flat_map(|place| town.plan().at(place))
        .filter(|plan| plan.indicator.code == indicator.code)
        .collect();
    if plans.is_empty() {
        return Vec::new();
    }
    let histories = town.histories(&plans, scene.day);
    let found = Calibration::of(histories.iter().map(Vec::as_slice), PROBABILITY);
    let checked = match found.share() {
        Some(share) => format!(
            "Vérifié sur le passé de la ville{NARROW_SPACE}: {} projections dont la suite est \
             connue, {} tombées dans la fourchette annoncée, pour {} attendues.",
            found.checked,
            percent(share, 0),
            percent(PROBABILITY, 0),
        ),
        None => "Le passé connu est trop court pour vérifier des projections.".to_owned(),
    };
    vec![
        "Une droite est menée par moindres carrés à travers les valeurs de périodes qui ne se \
         chevauchent pas, quatre au moins, puis prolongée jusqu’à l’échéance."
            .to_owned(),
        "La fourchette contient la valeur huit fois sur dix si le rythme ne change pas (loi de \
         Student). Ce que la ville décidera n’y est pas."
            .to_owned(),
        checked,
    ]
}

#[cfg(test)]
mod tests {
    use super::chances;

    #[test]
    fn chances_are_told_no_finer_than_they_are_known() {
        assert_eq!(chances(0.001), "moins de 5 chances sur 100");
        assert_eq!(chances(0.64), "65 chances sur 100");
        assert_eq!(chances(0.999), "plus de 95 chances sur 100");
    }
}
