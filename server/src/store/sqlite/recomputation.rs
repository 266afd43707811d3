use std::collections::BTreeMap;

use model::city::{SeriesId, SeriesKind};
use model::measure::Reading;

use super::block_key::BlockKey;
use super::calendar::Calendar;
use super::codec::{Undecodable, decode_block};
use super::open_month::OpenMonth;
use super::series_facts::SeriesFacts;
use super::stored_month::StoredMonth;

/// Recomputes every month of a series from nothing but its blocks.
pub(crate) fn recompute_series(
    series: SeriesId,
    stored: &[(BlockKey, StoredMonth)],
    facts: &SeriesFacts,
    calendar: &Calendar,
) -> Result<BTreeMap<BlockKey, OpenMonth>, (BlockKey, Undecodable)> {
    let mut readings = Vec::with_capacity(stored.len());
    for (key, stored) in stored {
        let block = stored.block.as_deref().map(decode_block).transpose();
        readings.push((
            *key,
            block.map_err(|fault| (*key, fault))?.unwrap_or_default(),
        ));
    }
    Ok(months_of(series, &readings, facts, calendar))
}

/// Works out the months of a series from all its readings, by month.
pub(crate) fn months_of(
    series: SeriesId,
    by_month: &[(BlockKey, impl AsRef<[Reading]>)],
    facts: &SeriesFacts,
    calendar: &Calendar,
) -> BTreeMap<BlockKey, OpenMonth> {
    let mut months = BTreeMap::new();
    let mut counted: Vec<Reading> = Vec::new();
    for (key, readings) in by_month {
        let readings = readings.as_ref();
        let frame = calendar.frame(key.month);
        let mut month = OpenMonth::from_parts(&frame, readings, &[]);
        for index in 0..frame.days() {
            if month.day(index).is_some() {
                month.summarise(index, &frame, facts);
            }
        }
        months.insert(*key, month);
        if facts.kind == SeriesKind::Index {
            counted.extend(readings.iter().filter(|r| facts.counts(r)));
        }
    }
    for (day, total) in facts.meter.day_totals(&counted, calendar.zone()) {
        let month = Calendar::month_of_day(day);
        let frame = calendar.frame(month);
        let open = months
            .entry(BlockKey { series, month })
            .or_insert_with(|| OpenMonth::empty(&frame));
        if let Some(open) = frame.place_of(day).and_then(|index| open.day_mut(index)) {
            open.total = total;
        }
    }
    months
}
