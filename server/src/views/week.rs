use app::chart::Chart;
use app::chart::heat_map::{HeatMapSpec, HeatRow, heat_map};
use model::city::PlaceId;
use model::format::{NARROW_SPACE, percent};
use model::measure::Reading;

use super::{Scene, alert_spans};

const DAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
/// Local hours of the night: from 22 h to 6 h.
const NIGHT: [usize; 8] = [22, 23, 0, 1, 2, 3, 4, 5];

/// The mean week of three, hour by hour, of all hourly meters of electricity of
/// a place together.
pub(super) fn week(
    scene: &Scene<'_>,
    place: PlaceId,
    meters: &[(u32, Vec<Reading>)],
) -> Option<Chart> {
    let mut cells = vec![None::<f64>; 7 * 24];
    for (step_s, readings) in meters {
        for (cell, kw) in cells.iter_mut().zip(of_meter(scene, *step_s, readings)) {
            if let Some(kw) = kw {
                *cell = Some(cell.unwrap_or(0.0) + kw);
            }
        }
    }
    let known: Vec<f64> = cells.iter().copied().flatten().collect();
    let high = known.iter().copied().fold(0.0, f64::max);
    if known.is_empty() {
        return None;
    }
    let rows = DAYS
        .iter()
        .zip(cells.chunks(24))
        .map(|(label, hours)| HeatRow {
            label: (*label).to_owned(),
            hours: hours.to_vec(),
        })
        .collect();
    Some(heat_map(&HeatMapSpec {
        id: "semaine".to_owned(),
        title: title(&cells),
        unit: "kW".to_owned(),
        rows,
        from_hour: 0,
        to_hour: 24,
        key: "kW en moyenne".to_owned(),
        missing: "sans relevé".to_owned(),
        alerts: alert_spans::of_week(scene, place),
        decimals: usize::from(high < 20.0),
    }))
}

/// What the nights use, said as the finding.
fn title(cells: &[Option<f64>]) -> String {
    let of = |night: bool| {
        cells
            .iter()
            .enumerate()
            .filter(|(i, _)| NIGHT.contains(&(i % 24)) == night)
            .filter_map(|(_, kw)| *kw)
            .sum::<f64>()
    };
    let (night, day) = (of(true), of(false));
    if night + day > 0.0 {
        let share = percent(night / (night + day), 0);
        format!("{share} de l’électricité passe entre 22{NARROW_SPACE}h et 6{NARROW_SPACE}h")
    } else {
        "Quand il consomme".to_owned()
    }
}

/// Mean power of each hour of the week, in kW.
fn of_meter(scene: &Scene<'_>, step_s: u32, readings: &[Reading]) -> Vec<Option<f64>> {
    let zone = scene.town().zone();
    let mut sums = vec![(0.0, 0_u32); 7 * 24];
    for reading in readings.iter().filter(|r| r.quality.counts()) {
        let local = zone.civil(reading.at);
        let row = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or(0);
        let hour = usize::try_from(local.hour()).unwrap_or(0);
        if let Some(cell) = sums.get_mut(row * 24 + hour) {
            cell.0 += reading.value;
            cell.1 += 1;
        }
    }
    let per_hour = 3600.0 / f64::from(step_s.max(1));
    sums.into_iter()
        .map(|(sum, n)| (n > 0).then(|| sum / f64::from(n) * per_hour))
        .collect()
}
