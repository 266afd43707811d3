use app::chart::monthly_bars::{Fluid as FluidColour, MonthValue, MonthlyBarsSpec, monthly_bars};
use app::view::Fluid;
use model::city::{PlaceId, Quantity, SeriesKind};
use model::engine::SeriesIndex;
use model::format::{NARROW_SPACE, integer, signed};
use model::score::Direction;
use model::time::Day;

use super::Scene;

/// A quantity with its series here or below, each with the factor to its unit.
pub(super) type Metered<'a> = (&'a Quantity, Vec<(SeriesIndex, f64)>);

/// Twelve months of each fluid measured at or below a place. What is measured in
/// one quantity and counted in another, gas in m³, is one fluid.
pub(super) fn fluids(scene: &Scene<'_>, place: PlaceId) -> Vec<Fluid> {
    let all = metered(scene, place);
    let shown: Vec<&Metered<'_>> = all
        .iter()
        .filter(|one| !is_said_elsewhere(scene, one, &all))
        .collect();
    let last = shown.len().saturating_sub(1);
    shown
        .into_iter()
        .enumerate()
        .map(|(i, (quantity, series))| {
            let mut fluid = fluid(scene, quantity, series, i == last);
            fluid.also = all
                .iter()
                .filter(|(other, _)| other.converts_to.as_ref() == Some(&quantity.code))
                .map(|(other, series)| {
                    let unit = other.unit.label();
                    format!(
                        "{}{NARROW_SPACE}{unit}",
                        integer(amount(scene, series, false))
                    )
                })
                .next();
            fluid
        })
        .collect()
}

/// Every quantity that is measured at or below a place, in the order of the themes.
pub(super) fn metered<'a>(scene: &'a Scene<'_>, place: PlaceId) -> Vec<Metered<'a>> {
    let inside = scene.town().tree().subtree(place);
    scene
        .town()
        .themes()
        .iter()
        .flat_map(|theme| &theme.quantity)
        .filter(|quantity| quantity.derived.is_none())
        .filter_map(|quantity| {
            let series = series_of(scene, &inside, quantity);
            (!series.is_empty()).then_some((quantity, series))
        })
        .collect()
}

/// Whether another quantity shows the same fluid: the one it is converted to, or,
/// where no coefficient is known, the one it is converted from.
fn is_said_elsewhere(scene: &Scene<'_>, one: &Metered<'_>, all: &[Metered<'_>]) -> bool {
    let known = |(_, series): &Metered<'_>| months(scene, series).iter().any(|m| m.value.is_some());
    let (quantity, _) = one;
    match &quantity.converts_to {
        Some(target) => all
            .iter()
            .any(|other| other.0.code == *target && known(other)),
        None => {
            let source =
                |other: &&Metered<'_>| other.0.converts_to.as_ref() == Some(&quantity.code);
            all.iter().any(|other| source(&other)) && !known(one)
        }
    }
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

/// From this share on it is said how much of a total is estimated.
const WORTH_SAYING: f64 = 0.03;
/// Beyond this share it is compared with nothing.
const MOST_ESTIMATED: f64 = 0.1;

fn fluid(
    scene: &Scene<'_>,
    quantity: &Quantity,
    series: &[(SeriesIndex, f64)],
    axis: bool,
) -> Fluid {
    let months = months(scene, series);
    let (now, before) = (amount(scene, series, false), amount(scene, series, true));
    let unit = quantity.unit.label();
    let known_before = series.iter().any(|(index, _)| {
        scene
            .now()
            .estimate_a_year_before(*index)
            .is_some_and(|e| e.coverage.is_scored())
    });
    let told: f64 = series
        .iter()
        .filter_map(|(index, factor)| Some(scene.now().estimate(*index)?.measured * factor))
        .sum();
    let estimated = now - told;
    let total = format!("{}{NARROW_SPACE}{unit}", integer(now));
    let is_whole = estimated <= WORTH_SAYING * now.abs();
    let total = if is_whole {
        total
    } else {
        format!("{total}, dont {} estimés", integer(estimated))
    };
    let change = if before > 0.0 && known_before && estimated <= MOST_ESTIMATED * now.abs() {
        format!("{}{NARROW_SPACE}%", signed((now / before - 1.0) * 100.0, 0))
    } else {
        String::new()
    };
    Fluid {
        code: quantity.code.to_string(),
        name: quantity.name.clone(),
        total,
        change,
        also: None,
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

/// What twelve months amount to, or the twelve before.
fn amount(scene: &Scene<'_>, series: &[(SeriesIndex, f64)], year_before: bool) -> f64 {
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
