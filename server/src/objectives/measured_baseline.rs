use model::city::{IndicatorCode, PlaceCode};
use model::engine::{Moment, Picture, Plan, Town};
use model::score::{Objective, Trajectory};
use model::time::Day;

/// A baseline is only frozen when at least this share of its year was measured.
const LEAST_COVERAGE: f64 = 0.75;

/// The value of an indicator at a place over a calendar year, where enough of it was measured.
pub fn measured_baseline(
    town: &Town,
    indicator: &IndicatorCode,
    place: &PlaceCode,
    year: i16,
) -> Option<f64> {
    let id = town.tree().id(place.as_str())?;
    let (theme, indicator) = town
        .themes()
        .iter()
        .enumerate()
        .find_map(|(i, theme)| Some((i, theme.indicator(indicator)?)))?;
    let after = Day::from_ymd(year.checked_add(1)?, 1, 1)?;
    // Only its direction matters here: it says which way missing days err.
    let objective = Objective {
        indicator: indicator.code.clone(),
        place: place.clone(),
        direction: indicator.direction,
        baseline: None,
        baseline_at: None,
        target: 0.0,
        target_high: None,
        tolerance: None,
        target_at: after,
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 0,
    };
    let plan = Plan::of_indicator(town, theme, indicator, &objective, id)?;
    let moment = Moment::start_of(after, town.zone());
    let value = Picture::of_plans(town, moment, [&plan]).value(town, &plan);
    value
        .value
        .filter(|_| value.coverage.share() >= LEAST_COVERAGE)
}
