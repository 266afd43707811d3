use std::collections::BTreeMap;

use model::city::{Series, SeriesKind};
use model::measure::{DayTotal, IndexMeter, Quality, Reading, Rollup};
use model::time::{Day, Zone};

use crate::store::DayRow;

/// What the model alone says of the readings of a series, by instant.
pub(crate) fn day_rows(series: &Series, readings: &[Reading], zone: &Zone) -> Vec<DayRow> {
    let counted: Vec<Reading> = readings
        .iter()
        .map(|r| match (series.zero_is_missing, r.value == 0.0) {
            (true, true) => Reading {
                quality: Quality::Missing,
                ..*r
            },
            _ => *r,
        })
        .collect();
    let mut days: BTreeMap<Day, (Rollup, DayTotal)> = BTreeMap::new();
    for reading in &counted {
        let (rollup, _) = days.entry(zone.day(reading.at)).or_default();
        *rollup = rollup.merge(Rollup::of(*reading));
    }
    if series.kind == SeriesKind::Index {
        let meter = IndexMeter {
            rollover_at: series.rollover_at,
        };
        for (day, total) in meter.day_totals(&counted, zone) {
            days.entry(day).or_default().1 = total;
        }
    } else {
        for (day, (rollup, total)) in &mut days {
            let covered_s = (rollup.count * series.step_s).min(zone.day_length_s(*day));
            *total = DayTotal::from_micro(rollup.sum_micro, covered_s);
        }
    }
    days.into_iter()
        .filter(|(_, (rollup, total))| rollup.count > 0 || *total != DayTotal::default())
        .map(|(day, (rollup, total))| DayRow { day, rollup, total })
        .collect()
}
