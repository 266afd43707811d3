use model::city::SeriesKind;
use model::energy::DayTemperatures;
use model::engine::{SeriesIndex, Town, TownSeries};
use model::time::{At, Day, Zone};

use super::knowledge::Knowledge;
use crate::store::StoreError;

/// A step longer than this does not show the extremes of a day.
const LONGEST_STEP_S: u32 = 3_600;

/// Minimum, maximum and mean of the days of a station from its first one on.
pub(super) type StationDays = (Day, Vec<DayTemperatures>);

/// The stations of a town whose hours are known, with their days.
pub(super) async fn all_station_days(
    known: Knowledge<'_>,
    town: &Town,
) -> Result<Vec<(SeriesIndex, StationDays)>, StoreError> {
    let mut all = Vec::new();
    for (position, series) in town.series().iter().enumerate() {
        let index = SeriesIndex(position);
        if !town.is_station(index) {
            continue;
        }
        let first = town.track(index).and_then(|track| track.first_day());
        let last = series.latest.map(|reading| town.zone().day(reading.at));
        let Some((first, last)) = first.zip(last) else {
            continue;
        };
        if let Some(days) = station_days(known, town.zone(), series, first, last).await? {
            all.push((index, days));
        }
    }
    Ok(all)
}

/// The days of a station; `None` where its steps are longer than an hour.
pub(super) async fn station_days(
    known: Knowledge<'_>,
    zone: &Zone,
    station: &TownSeries,
    first: Day,
    last: Day,
) -> Result<Option<StationDays>, StoreError> {
    let series = &station.series;
    if series.kind != SeriesKind::Gauge || series.step_s > LONGEST_STEP_S {
        return Ok(None);
    }
    // The windows of extremes begin the day before and end the day after.
    let (from, to) = (first.plus(-1), last.plus(2));
    let hours: Vec<(At, f64)> = known
        .readings(station.id, zone.start_of_day(from), zone.start_of_day(to))
        .await?
        .into_iter()
        .filter(|reading| reading.quality.counts())
        .map(|reading| (reading.at, reading.value))
        .collect();
    let days = (first.number()..=last.number())
        .map(|n| DayTemperatures::from_hours(Day::from_number(n), &hours, zone))
        .collect();
    Ok(Some((first, days)))
}
