use std::collections::HashMap;

use model::city::{FactBody, SeriesKind};
use model::energy::Tariff;
use model::engine::{Town, TownSeries};
use model::time::{At, Day, Zone};

use super::knowledge::Knowledge;
use crate::store::StoreError;

/// A step longer than this does not tell one post from another.
const LONGEST_STEP_S: u32 = 3_600;
/// Share of the year's steps below which its hours would speak of some seasons only.
const LEAST_SHARE: f64 = 0.9;

/// The mean price of a unit, by `price.SERIES`, for the measured series that have a
/// tariff of their own on a day.
pub(super) async fn own_prices(
    known: Knowledge<'_>,
    town: &Town,
    day: Day,
) -> Result<HashMap<String, f64>, StoreError> {
    let mut prices = HashMap::new();
    for (series, tariff) in tariffs_on(town, day) {
        if let Some(price) = own_price(known, town.zone(), series, tariff, day).await? {
            prices.insert(price_code(series), price);
        }
    }
    Ok(prices)
}

/// The measured series that have a tariff of their own on a day.
pub(super) fn tariffs_on(town: &Town, day: Day) -> impl Iterator<Item = (&TownSeries, &Tariff)> {
    let facts = town.facts().iter().filter(move |fact| fact.holds(day));
    facts.filter_map(|fact| match &fact.body {
        FactBody::Tariff(tariff) => {
            let index = town.series_index(&fact.subject)?;
            Some((town.series_at(index)?, tariff))
        }
        _ => None,
    })
}

/// The name of the price of a series among the factors.
pub(super) fn price_code(series: &TownSeries) -> String {
    format!("price.{}", series.series.code)
}

/// The mean price of a unit of a series in the year before a day: that of its posts,
/// weighted by what was measured in their hours; by their declared shares where
/// the hours of less than nine tenths of that year are known.
pub(super) async fn own_price(
    known: Knowledge<'_>,
    zone: &Zone,
    series: &TownSeries,
    tariff: &Tariff,
    day: Day,
) -> Result<Option<f64>, StoreError> {
    let declared = tariff.cost_of_total(1.0, 0);
    let step_s = series.series.step_s.max(1);
    let told_apart = series.series.kind == SeriesKind::Interval && step_s <= LONGEST_STEP_S;
    if tariff.post.len() < 2 || !told_apart {
        return Ok(declared);
    }
    let (from, to) = (
        zone.start_of_day(day.plus_years(-1)),
        zone.start_of_day(day),
    );
    let steps: Vec<(At, f64)> = known
        .readings(series.id, from, to)
        .await?
        .into_iter()
        .filter(|reading| reading.quality.counts())
        .map(|reading| (reading.at, reading.value))
        .collect();
    let amount: f64 = steps.iter().map(|(_, amount)| amount).sum();
    let covered_s = f64::from(u32::try_from(steps.len()).unwrap_or(u32::MAX)) * f64::from(step_s);
    let year_s = f64::from(day.since(day.plus_years(-1))) * 86_400.0;
    if amount <= 0.0 || covered_s < LEAST_SHARE * year_s {
        return Ok(declared);
    }
    Ok(Some(tariff.cost_of_steps(&steps, step_s, zone) / amount))
}
