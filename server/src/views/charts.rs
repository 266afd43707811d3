use app::chart::Chart;
use app::chart::trajectory::{Target, TrajectorySpec, YearMark, YearValue, trajectory_named};
use model::city::Window;
use model::engine::{JudgedPlan, Moment, Picture};
use model::format::date_short;
use model::score::{Direction, Trajectory};
use model::time::Day;

use super::Scene;
use super::comparing::events;
use super::outlook::{forecasts, range};

/// Years shown before today when the objective has no baseline date.
const YEARS_BACK: i16 = 6;
/// Half width of the band around the trajectory, in percent (domain E50).
const BAND_PCT: f64 = 10.0;
/// A calendar year is drawn when at least this share of it was measured.
const LEAST_YEAR: f64 = 0.75;
/// Months shown of what is measured over four weeks.
const MONTHS_BACK: usize = 23;

/// Measured years of an objective against its trajectory.
pub(super) fn objective_trajectory(scene: &Scene<'_>, plan: &JudgedPlan) -> Option<Chart> {
    let objective = &plan.objective;
    if matches!(objective.direction, Direction::Band | Direction::Context) {
        return None;
    }
    let today = scene.day.year_fraction();
    let first_year = objective
        .baseline_at
        .map_or(scene.day.year() - YEARS_BACK, Day::year);
    let mut measured: Vec<YearValue> = objective
        .baseline
        .zip(objective.baseline_at)
        .map(|(value, at)| YearValue {
            year: at.year_fraction(),
            value,
        })
        .into_iter()
        .collect();
    // A year stands at its end, where the dates of the trajectory are; what is measured over
    // four weeks or a day, or entered by hand, stands at the end of each month.
    let entered = plan.indicator.entered.is_some();
    let yearly = plan.indicator.window == Window::RollingYear && !entered;
    let mut ends = if yearly {
        year_ends(first_year, scene.day)
    } else {
        month_starts(scene.day)
    };
    let begun = objective.baseline_at;
    ends.retain(|after| yearly || begun.is_none_or(|begun| *after > begun));
    for after in ends {
        measured.extend(value_before(scene, plan, after, LEAST_YEAR));
    }
    let now = scene
        .now()
        .value(scene.town(), plan)
        .value
        .map(|value| YearValue { year: today, value });
    measured.extend(now);
    let forecast = forecasts(scene, &[plan]).pop().flatten();
    let projection = forecast.map(|forecast| YearValue {
        year: forecast.year,
        value: forecast.expected.max(0.0),
    });
    let projection_range = forecast.as_ref().and_then(range);
    let place = scene.town().tree().id(objective.place.as_str());
    let mut marks: Vec<YearMark> = place
        .map(|place| events(scene, place))
        .unwrap_or_default()
        .into_iter()
        .map(|(on, label)| YearMark {
            year: on.year_fraction(),
            when: date_short(on),
            label,
        })
        .collect();
    marks.reverse();
    let unit = plan.indicator.unit.label();
    let end = YearValue {
        year: objective.target_at.year_fraction(),
        value: objective.target,
    };
    let path = match (
        objective.trajectory,
        objective.baseline.zip(objective.baseline_at),
    ) {
        (Trajectory::Linear, Some((value, at))) => {
            vec![
                YearValue {
                    year: at.year_fraction(),
                    value,
                },
                end,
            ]
        }
        _ => vec![
            YearValue {
                year: f64::from(first_year),
                value: objective.target,
            },
            end,
        ],
    };
    let change_pct = objective
        .baseline
        // Percent of percents say nothing: a share moves by points.
        .filter(|b| *b > 0.0 && unit != "%")
        .map(|b| (objective.target / b - 1.0) * 100.0);
    let name = match objective.decision {
        Some(_) => "Trajectoire votée",
        None => "Trajectoire fixée",
    };
    let spec = TrajectorySpec {
        id: format!("trajectoire-{}", plan.indicator.code),
        title: format!(
            "{} jusqu’en {}, {unit}{}",
            plan.indicator.name,
            objective.target_at.year(),
            if yearly { " par an" } else { "" }
        ),
        unit,
        projection,
        projection_range,
        marks,
        measured,
        path,
        band_pct: Some(BAND_PCT),
        targets: vec![Target {
            year: end.year,
            value: end.value,
            change_pct,
        }],
        today: Some(today),
        today_name: if scene.past {
            date_short(scene.day)
        } else {
            "Aujourd’hui".to_owned()
        },
        lower_is_better: objective.direction == Direction::Down,
        decimals: usize::from(plan.indicator.decimals),
    };
    Some(trajectory_named(&spec, name))
}

/// The first days after the years that are over.
fn year_ends(first_year: i16, today: Day) -> Vec<Day> {
    (first_year..today.year())
        .filter_map(|year| Day::from_ymd(year.saturating_add(1), 1, 1))
        .collect()
}

/// The first days of the last months, oldest first.
fn month_starts(today: Day) -> Vec<Day> {
    let mut starts = vec![today.first_of_month()];
    while starts.len() < MONTHS_BACK {
        let last = starts.last().copied().unwrap_or(today);
        starts.push(last.plus(-1).first_of_month());
    }
    starts.reverse();
    starts
}

fn value_before(scene: &Scene<'_>, plan: &JudgedPlan, after: Day, least: f64) -> Option<YearValue> {
    let moment = Moment::start_of(after, scene.town().zone());
    let picture = Picture::of_plans(scene.town(), moment, [plan]);
    let value = picture.value(scene.town(), plan);
    let value = value.value.filter(|_| value.coverage.share() >= least)?;
    Some(YearValue {
        year: after.year_fraction(),
        value,
    })
}
