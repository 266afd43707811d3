use app::view::{MethodAmendment, MethodNews};
use model::city::Indicator;
use model::engine::{JudgedPlan, Moment, Picture};
use model::format::{NARROW_SPACE, date_iso, date_month, decimal, note as note_text};
use model::time::Day;

use super::Scene;

/// Months that are told.
const MONTHS: usize = 12;

/// What there is to tell whoever follows an indicator, latest first: what it came to for the
/// city at the end of each month, and what was decided of its objectives.
pub(super) fn indicator_news(
    scene: &Scene<'_>,
    indicator: &Indicator,
    decided: &[MethodAmendment],
) -> Vec<MethodNews> {
    let mut plans = scene.town().plan().at(scene.root).iter();
    let plan = plans.find(|plan| plan.indicator.code == indicator.code);
    let months = core::iter::successors(Some(scene.day.first_of_month()), |start| {
        Some(start.plus(-1).first_of_month())
    });
    let mut news: Vec<MethodNews> = plan
        .into_iter()
        .flat_map(|plan| {
            let months = months.clone().take(MONTHS);
            months.filter_map(|after| month(scene, plan, after))
        })
        .collect();
    news.extend(decided.iter().map(|one| MethodNews {
        id: format!("{}:{}:{}", date_iso(one.on), one.place, one.mark),
        on: one.on,
        title: format!("objectif {}, {}", one.mark, one.place_name),
        text: one.changes.join("\u{202f}; "),
    }));
    news.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| b.id.cmp(&a.id)));
    news
}

/// What it came to when the month before `after` ended.
fn month(scene: &Scene<'_>, plan: &JudgedPlan, after: Day) -> Option<MethodNews> {
    let town = scene.town();
    let picture = Picture::of_plans(town, Moment::start_of(after, town.zone()), [plan]);
    let found = picture.value(town, plan);
    let value = found.value.filter(|_| found.coverage.is_scored())?;
    let number = |value| decimal(value, plan.indicator.decimals);
    let required = plan.objective.required_on(after);
    let (note, _) = picture.note_of(town, plan);
    Some(MethodNews {
        id: date_iso(after),
        on: after,
        title: date_month(after.plus(-1)),
        text: format!(
            "{}{NARROW_SPACE}{}, pour {} demandés{NARROW_SPACE}; note {} sur 10.",
            number(value),
            plan.indicator.unit.label(),
            number(required),
            note_text(note),
        ),
    })
}
