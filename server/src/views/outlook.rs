use model::city::Indicator;
use model::engine::JudgedPlan;
use model::format::{NARROW_SPACE, decimal, percent};
use model::score::{Calibration, Forecast};

use super::Scene;
use crate::state::{PLACES, PROBABILITY};

/// Chances are told in steps of this, in percent: no more is known of them.
const STEP: f64 = 5.0;

/// Where plans lead by their deadlines if nothing is decided, one a plan.
pub(super) fn forecasts(scene: &Scene<'_>, plans: &[&JudgedPlan]) -> Vec<Option<Forecast>> {
    let histories = scene.town().histories(plans, scene.day);
    let of = |(plan, history): (&&JudgedPlan, Vec<(f64, f64)>)| {
        let forecast = Forecast::of(&history, plan.objective.target_at.year_fraction())?;
        let widening = scene.snapshot().widening(&plan.indicator.code, scene.day);
        Some(widening.map_or(forecast, |widening| widening.widen(forecast)))
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
        "À ce rythme, entre {} et {}{NARROW_SPACE}{} en {}{NARROW_SPACE}; {} de tenir l’objectif de {}",
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
    if town.plans_of(&indicator.code).next().is_none() {
        return Vec::new();
    }
    let histories = town.histories_around(&indicator.code, scene.day, PLACES);
    let found = Calibration::of(histories.iter().map(Vec::as_slice), PROBABILITY);
    let widened = match scene.snapshot().widening(&indicator.code, scene.day) {
        Some(widening) if widening.factor() > 1.0 => format!(
            "Elle est ensuite élargie {} fois{NARROW_SPACE}: c’est ce qu’il aurait fallu pour que les \
             projections passées de la ville tiennent leur promesse.",
            decimal(widening.factor(), 1),
        ),
        Some(_) => format!(
            "Les projections passées de la ville ont tenu leur promesse{NARROW_SPACE}: elle n’est \
             pas élargie.",
        ),
        None => "Trop peu de projections passées pour savoir s’il faut l’élargir.".to_owned(),
    };
    let checked = match found.share() {
        Some(share) => format!(
            "Vérifié sur le passé de la ville, chaque lieu avec ce que les autres ont appris{NARROW_SPACE}: \
             {} projections dont la suite est connue, {} tombées dans la fourchette annoncée, \
             pour {} attendues.",
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
        widened,
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
