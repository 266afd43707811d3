use app::chart::Chart;
use app::chart::monthly_bars::{Fluid as FluidColour, MonthValue, MonthlyBarsSpec, monthly_bars};
use app::chart::trajectory::{Target, TrajectorySpec, YearValue, trajectory};
use app::view::Fluid;
use model::city::{PlaceId, Quantity, SeriesKind};
use model::engine::{JudgedPlan, Moment, Picture, SeriesIndex};
use model::format::{NARROW_SPACE, integer, signed};
use model::score::{Direction, Trajectory};
use model::time::Day;

use super::Scene;

/// Years shown before today when the objective has no baseline date.
const YEARS_BACK: i16 = 6;
/// Half width of the band around the trajectory, in percent (domain E50).
const BAND_PCT: f64 = 10.0;
/// A calendar year is drawn when at least this share of it was measured.
const LEAST_YEAR: f64 = 0.75;

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
    for year in first_year..=scene.day.year() {
        let Some(day) = Day::from_ymd(year, 12, 31).filter(|d| *d < scene.day) else {
            continue;
        };
        // A year stands at its middle would hide the trajectory's own dates: it stands at its end.
        measured.extend(year_value(scene, plan, day.plus(1), LEAST_YEAR));
    }
    let now = scene
        .now()
        .value(plan)
        .value
        .map(|value| YearValue { year: today, value });
    measured.extend(now);
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
        .filter(|b| *b > 0.0)
        .map(|b| (objective.target / b - 1.0) * 100.0);
    Some(trajectory(&TrajectorySpec {
        id: format!("trajectoire-{}", plan.indicator.code),
        title: format!(
            "{} jusqu’en {}, {unit} par an",
            plan.indicator.name,
            objective.target_at.year()
        ),
        unit,
        projection: projection(&measured, end.year),
        measured,
        path,
        band_pct: Some(BAND_PCT),
        targets: vec![Target {
            year: end.year,
            value: end.value,
            change_pct,
        }],
        today: Some(today),
        lower_is_better: objective.direction == Direction::Down,
        decimals: usize::from(plan.indicator.decimals),
    }))
}

fn year_value(scene: &Scene<'_>, plan: &JudgedPlan, after: Day, least: f64) -> Option<YearValue> {
    let moment = Moment::start_of(after, scene.town().zone());
    let picture = Picture::of_series(scene.town(), moment, plan.series());
    let value = picture.value(plan);
    let value = value.value.filter(|_| value.coverage.share() >= least)?;
    Some(YearValue {
        year: after.year_fraction(),
        value,
    })
}

/// Where the straight line through the first and last measured values leads; needs two years.
fn projection(measured: &[YearValue], year: f64) -> Option<YearValue> {
    let (first, last) = (measured.first()?, measured.last()?);
    let span = last.year - first.year;
    if span < 2.0 || year <= last.year {
        return None;
    }
    let value = last.value + (last.value - first.value) / span * (year - last.year);
    (value >= 0.0).then_some(YearValue { year, value })
}

/// Twelve months of each fluid measured at or below a place.
pub(super) fn fluids(scene: &Scene<'_>, place: PlaceId) -> Vec<Fluid> {
    let inside = scene.town().tree().subtree(place);
    let quantities: Vec<&Quantity> = scene
        .town()
        .themes()
        .iter()
        .flat_map(|theme| &theme.quantity)
        .filter(|quantity| quantity.derived.is_none())
        .collect();
    let with_series: Vec<(&Quantity, Vec<(SeriesIndex, f64)>)> = quantities
        .into_iter()
        .filter_map(|quantity| {
            let series = series_of(scene, &inside, quantity);
            (!series.is_empty()).then_some((quantity, series))
        })
        .collect();
    let last = with_series.len().saturating_sub(1);
    with_series
        .into_iter()
        .enumerate()
        .map(|(i, (quantity, series))| fluid(scene, quantity, &series, i == last))
        .collect()
}

fn series_of(
    scene: &Scene<'_>,
    inside: &[PlaceId],
    quantity: &Quantity,
) -> Vec<(SeriesIndex, f64)> {
    scene
        .town()
        .series()
        .iter()
        .enumerate()
        .filter(|(_, s)| s.is_counted() && s.series.kind != SeriesKind::Gauge)
        .filter(|(_, s)| s.series.quantity == quantity.code && inside.contains(&s.place))
        .filter_map(|(i, s)| {
            Some((
                SeriesIndex(i),
                s.series.unit.factor_to(&quantity.unit).ok()?,
            ))
        })
        .collect()
}

fn fluid(
    scene: &Scene<'_>,
    quantity: &Quantity,
    series: &[(SeriesIndex, f64)],
    axis: bool,
) -> Fluid {
    let months = months(scene, series);
    let sum = |year_before: bool| -> f64 {
        series
            .iter()
            .filter_map(|(index, factor)| {
                let estimate = if year_before {
                    scene.now().estimate_a_year_before(*index)?
                } else {
                    scene.now().estimate(*index)?
                };
                Some(estimate.amount(Direction::Down) * factor)
            })
            .sum()
    };
    let (now, before) = (sum(false), sum(true));
    let unit = quantity.unit.label();
    let known_before = series.iter().any(|(index, _)| {
        scene
            .now()
            .estimate_a_year_before(*index)
            .is_some_and(|e| e.coverage.is_scored())
    });
    let change = if before > 0.0 && known_before {
        format!("{}{NARROW_SPACE}%", signed((now / before - 1.0) * 100.0, 0))
    } else {
        String::new()
    };
    Fluid {
        code: quantity.code.to_string(),
        name: quantity.name.clone(),
        total: format!("{}{NARROW_SPACE}{unit}", integer(now)),
        change,
        chart: monthly_bars(&MonthlyBarsSpec {
            id: format!("mois-{}", quantity.code),
            title: format!("{}, douze mois", quantity.name),
            fluid: match quantity.code.as_str() {
                "gas" | "gas_volume" | "fuel_oil" | "wood" => FluidColour::Gas,
                "heat_network" | "cold_network" => FluidColour::Heat,
                "pv" => FluidColour::Solar,
                "water" => FluidColour::Water,
                _ => FluidColour::Electricity,
            },
            unit,
            months,
            axis,
            decimals: 0,
        }),
    }
}

fn months(scene: &Scene<'_>, series: &[(SeriesIndex, f64)]) -> Vec<MonthValue> {
    let mut first = scene.day.first_of_month();
    let mut months = Vec::with_capacity(12);
    for _ in 0..12 {
        let next = first.plus(31).first_of_month();
        let date = first.date();
        months.push(MonthValue {
            year: date.year(),
            month: u8::try_from(date.month()).unwrap_or(1),
            value: measured(scene, series, first, next.min(scene.day.plus(1))),
            before: measured(scene, series, first.plus_years(-1), next.plus_years(-1)),
            running: next > scene.day,
        });
        first = first.plus(-1).first_of_month();
    }
    months.reverse();
    months
}

fn measured(scene: &Scene<'_>, series: &[(SeriesIndex, f64)], from: Day, to: Day) -> Option<f64> {
    series
        .iter()
        .filter_map(|(index, factor)| {
            Some(scene.town().track(*index)?.measured(from, to)? * factor)
        })
        .reduce(|a, b| a + b)
}
