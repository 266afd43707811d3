use std::collections::BTreeMap;

use model::time::Day;
use sqlx::Connection;

use super::codec::decode_days;
use super::handles::Shared;
use super::recomputation::recompute_series;
use super::series_facts::SeriesFacts;
use super::tables::{blocks, series};
use crate::store::{DayRow, Difference, StoreError, StoredSeries, Verification};

impl Shared {
    /// Recomputes every rollup from the blocks and every ticket from its events, and
    /// compares them with what is stored.
    pub(crate) async fn verify(
        &self,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<Verification, StoreError> {
        let mut found = Verification::default();
        let mut connection = self.readers.acquire().await?;
        // One transaction: blocks and rollups as of one moment, whatever is written meanwhile.
        let mut transaction = connection.begin().await?;
        let all = series::list(&mut *transaction).await?;
        let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
        for (done, stored) in (1..).zip(all) {
            let months = blocks::load_series(&mut transaction, stored.id).await?;
            self.verify_series(&stored, &months, &mut found)?;
            found.series += 1;
            progress(done, count);
        }
        self.verify_tickets(&mut transaction, &mut found).await?;
        Ok(found)
    }

    fn verify_series(
        &self,
        series: &StoredSeries,
        months: &[(super::block_key::BlockKey, super::stored_month::StoredMonth)],
        found: &mut Verification,
    ) -> Result<(), StoreError> {
        let facts = SeriesFacts::of(&series.series);
        let recomputed = match recompute_series(series.id, months, &facts, &self.calendar) {
            Ok(recomputed) => recomputed,
            Err((key, fault)) => {
                found.differences.push(Difference {
                    subject: format!("{} {}", series.series.code, key.month),
                    figure: "block".to_owned(),
                    stored: fault.to_string(),
                    recomputed: String::new(),
                });
                return Ok(());
            }
        };
        let mut days: BTreeMap<Day, (Option<DayRow>, Option<DayRow>)> = BTreeMap::new();
        for (key, month) in months {
            let frame = self.calendar.frame(key.month);
            for row in decode_days(&month.days, &frame).map_err(|fault| (*key, fault))? {
                days.entry(row.day).or_default().0 = Some(row);
            }
        }
        for (key, month) in &recomputed {
            let frame = self.calendar.frame(key.month);
            found.readings += u64::try_from(month.len()).unwrap_or(0);
            for row in month.rows(&frame) {
                days.entry(row.day).or_default().1 = Some(row);
            }
        }
        found.days += u64::try_from(days.len()).unwrap_or(0);
        for (day, (stored, recomputed)) in days {
            if stored != recomputed {
                found.differences.push(Difference {
                    subject: format!("{} {day}", series.series.code),
                    figure: figure(stored.as_ref(), recomputed.as_ref()).to_owned(),
                    stored: words(stored),
                    recomputed: words(recomputed),
                });
            }
        }
        Ok(())
    }
}

/// Which figure differs: the aggregate of the readings, or the total of the day.
fn figure(stored: Option<&DayRow>, recomputed: Option<&DayRow>) -> &'static str {
    match stored.zip(recomputed) {
        Some((stored, recomputed)) if stored.rollup == recomputed.rollup => "total",
        Some((stored, recomputed)) if stored.total == recomputed.total => "rollup",
        _ => "rollup and total",
    }
}

fn words(row: Option<DayRow>) -> String {
    row.map_or_else(
        || "absent".to_owned(),
        |DayRow { rollup, total, .. }| {
            format!(
                "{} readings, sum {}, {} to {}; total {} over {} s",
                rollup.count,
                rollup.sum(),
                rollup.min,
                rollup.max,
                total.sum(),
                total.covered_s
            )
        },
    )
}
