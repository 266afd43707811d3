use app::chart::comparison::{ComparisonSpec, Step, comparison};
use app::view::ComparisonView;
use model::city::PlaceId;
use model::engine::{JudgedPlan, Moment, Picture};
use model::format::{NARROW_SPACE, date_short, decimal};
use model::score::Direction;
use model::time::Day;

use super::span::Span;
use crate::views::Scene;

/// Most steps that are looked at: each one evaluates twelve months of every meter.
const MOST_STEPS: usize = 13;
/// A value is shown where at least this share of its twelve months was measured.
const LEAST_KNOWN: f64 = 0.75;
/// A value nearer to what is asked than this share of it is as asked.
const SAME: f64 = 0.005;

/// What was measured beside what the trajectory of the first objective asks for, at
/// the end of each step: the indicator of the objective, over twelve months as always.
pub fn fill(view: &mut ComparisonView, scene: &Scene<'_>, place: PlaceId, span: &Span) {
    let plan = scene
        .town()
        .plan()
        .at(place)
        .iter()
        .find(|plan| has_path(plan));
    let Some(plan) = plan else {
        view.sentence = vec![
            "Ce lieu n’a pas d’objectif\u{202f}: aucune trajectoire ne dit ce qui est demandé."
                .to_owned(),
        ];
        view.notes = vec![
            "Aucun objectif n’est encore fixé ici\u{202f}: il n’y a pas de trajectoire.".to_owned(),
        ];
        return;
    };
    let steps = ends(span, scene.day);
    let steps: Vec<(Step, Day)> = steps
        .into_iter()
        .map(|(name, short, last)| {
            let step = Step {
                name,
                short,
                value: value(scene, plan, last),
                other: Some(plan.objective.required_on(last)),
                partial: false,
            };
            (step, last)
        })
        .collect();
    let unit = plan.indicator.unit.label();
    let latest = steps
        .iter()
        .rev()
        .find_map(|(step, day)| Some((step.value?, step.other?, *day)));
    view.sentence = sentence(plan, latest);
    view.notes =
        vec![
        "Barres\u{202f}: les douze mois qui finissent à chaque étape. Trait\u{202f}: ce que la \
         trajectoire demande ce jour-là."
            .to_owned(),
        format!(
            "L’indicateur est celui de l’objectif{NARROW_SPACE}: {}{}.",
            plan.indicator.name,
            if plan.is_corrected() { ", corrigé du climat" } else { "" }
        ),
    ];
    view.chart = Some(comparison(&ComparisonSpec {
        id: "comparaison".to_owned(),
        title: title(plan, latest),
        unit,
        names: ["Mesuré".to_owned(), "Trajectoire".to_owned()],
        steps: steps.into_iter().map(|(step, _)| step).collect(),
        decimals: usize::from(plan.indicator.decimals),
    }));
}

fn has_path(plan: &JudgedPlan) -> bool {
    matches!(plan.objective.direction, Direction::Up | Direction::Down)
}

/// The last days of the steps, evenly thinned out; the last one always stays.
fn ends(span: &Span, today: Day) -> Vec<(String, String, Day)> {
    let mut steps = span.steps();
    steps.reverse();
    let each = steps.len().div_ceil(MOST_STEPS).max(1);
    let mut ends: Vec<_> = steps
        .into_iter()
        .step_by(each)
        .map(|step| (step.name, step.short, step.to.plus(-1).min(today)))
        .collect();
    ends.reverse();
    ends
}

fn value(scene: &Scene<'_>, plan: &JudgedPlan, last: Day) -> Option<f64> {
    let found = if last == scene.day {
        scene.now().value(scene.town(), plan)
    } else {
        let moment = Moment::start_of(last.plus(1), scene.town().zone());
        Picture::of_plans(scene.town(), moment, [plan]).value(scene.town(), plan)
    };
    found
        .value
        .filter(|_| found.coverage.share() >= LEAST_KNOWN)
}

/// How far the last known value is from what is asked, as the heading of the chart.
fn title(plan: &JudgedPlan, latest: Option<(f64, f64, Day)>) -> String {
    let Some((value, asked, _)) = latest else {
        return "Trop peu de relevés pour situer ce lieu".to_owned();
    };
    let far = (value - asked).abs();
    if far <= SAME * asked.abs() {
        return "Sur la trajectoire".to_owned();
    }
    let side = if value > asked {
        "au-dessus"
    } else {
        "au-dessous"
    };
    format!("{} {side} de la trajectoire", amount(plan, far))
}

fn sentence(plan: &JudgedPlan, latest: Option<(f64, f64, Day)>) -> Vec<String> {
    let name = &plan.indicator.name;
    match latest {
        Some((value, asked, day)) => vec![format!(
            "{name}, douze mois au {}{NARROW_SPACE}: {}. La trajectoire demande {}.",
            date_short(day),
            amount(plan, value),
            decimal(asked, plan.indicator.decimals)
        )],
        None => vec![format!(
            "{name}{NARROW_SPACE}: trop de relevés manquent pour comparer à la trajectoire."
        )],
    }
}

fn amount(plan: &JudgedPlan, value: f64) -> String {
    let unit = plan.indicator.unit.label();
    format!(
        "{}{NARROW_SPACE}{unit}",
        decimal(value, plan.indicator.decimals)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_period_is_thinned_out_from_its_end() {
        let day = |text: &str| -> Day { text.parse().expect("date") };
        let span = |from: &str| Span {
            from: day(from),
            to: day("2026-11-27"),
            words: String::new(),
        };
        let year = ends(&span("2025-12-01"), day("2026-11-26"));
        assert_eq!(year.len(), 12);
        assert_eq!(year.last().map(|end| end.2), Some(day("2026-11-26")));
        let long = ends(&span("2021-01-01"), day("2026-11-26"));
        assert!((12..=MOST_STEPS).contains(&long.len()), "{}", long.len());
        assert_eq!(long.last().map(|end| end.2), Some(day("2026-11-26")));
    }
}
