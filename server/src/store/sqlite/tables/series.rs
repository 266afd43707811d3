//! Table `series`.

use std::collections::BTreeMap;

use model::city::{Series, SeriesCode, SeriesId};
use model::time::At;
use sqlx::{SqliteConnection, SqliteExecutor, SqlitePool};

use super::records_before;
use crate::store::{StoreError, StoredSeries};

/// Its name among former records.
const KIND: &str = "series";

type Row = (
    i64,
    String,
    String,
    String,
    String,
    String,
    i64,
    bool,
    Option<f64>,
    String,
);

/// Adds a series or replaces the one with the same code; its number.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    series: &Series,
) -> Result<SeriesId, StoreError> {
    let id = sqlx::query_scalar(
        "INSERT INTO series \
         (code, place, quantity, unit, kind, step_s, zero_is_missing, rollover_at, role) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (code) DO UPDATE SET place = excluded.place, quantity = excluded.quantity, \
         unit = excluded.unit, kind = excluded.kind, step_s = excluded.step_s, \
         zero_is_missing = excluded.zero_is_missing, rollover_at = excluded.rollover_at, \
         role = excluded.role \
         RETURNING id",
    )
    .bind(series.code.as_str().to_owned())
    .bind(series.place.as_str().to_owned())
    .bind(series.quantity.as_str().to_owned())
    .bind(series.unit.symbol().to_owned())
    .bind(series.kind.as_str())
    .bind(series.step_s.max(1))
    .bind(series.zero_is_missing)
    .bind(series.rollover_at)
    .bind(series.role.as_str())
    .fetch_one(connection)
    .await?;
    Ok(SeriesId(id))
}

/// Keeps what a series was until an instant; `None`: there was none.
pub(crate) async fn keep_former(
    connection: &mut SqliteConnection,
    code: &SeriesCode,
    until: At,
    former: Option<&Series>,
) -> Result<(), StoreError> {
    records_before::keep(connection, KIND, code.as_str(), until, former).await
}

/// The series of before an instant, by number.
pub(crate) async fn known_before(
    readers: &SqlitePool,
    end: At,
) -> Result<Vec<StoredSeries>, StoreError> {
    let stored = list(readers).await?;
    let mut known: BTreeMap<String, Series> = stored
        .iter()
        .map(|stored| {
            (
                stored.series.code.as_str().to_owned(),
                stored.series.clone(),
            )
        })
        .collect();
    records_before::restore(readers, KIND, end, &mut known).await?;
    let known = stored
        .into_iter()
        .filter_map(|StoredSeries { id, series }| {
            let series = known.remove(series.code.as_str())?;
            Some(StoredSeries { id, series })
        });
    Ok(known.collect())
}

/// Every series, by number.
pub(crate) async fn list(
    executor: impl SqliteExecutor<'_>,
) -> Result<Vec<StoredSeries>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, code, place, quantity, unit, kind, step_s, zero_is_missing, rollover_at, \
         role FROM series ORDER BY id",
    )
    .fetch_all(executor)
    .await?;
    rows.into_iter().map(stored).collect()
}

/// The series of one code.
pub(crate) async fn find(
    executor: impl SqliteExecutor<'_>,
    code: &SeriesCode,
) -> Result<Option<StoredSeries>, StoreError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, code, place, quantity, unit, kind, step_s, zero_is_missing, rollover_at, \
         role FROM series WHERE code = ?",
    )
    .bind(code.as_str().to_owned())
    .fetch_optional(executor)
    .await?;
    row.map(stored).transpose()
}

fn stored(row: Row) -> Result<StoredSeries, StoreError> {
    let id = row.0;
    read(row).map_err(|reason| StoreError::Inconsistent {
        table: "series",
        row: id.to_string(),
        reason,
    })
}

fn read(row: Row) -> Result<StoredSeries, String> {
    let (id, code, place, quantity, unit, kind, step_s, zero_is_missing, rollover_at, role) = row;
    let series = Series {
        code: code.parse().map_err(text)?,
        place: place.parse().map_err(text)?,
        quantity: quantity.parse().map_err(text)?,
        unit: unit.parse().map_err(text)?,
        kind: kind.parse()?,
        step_s: u32::try_from(step_s).map_err(text)?,
        zero_is_missing,
        rollover_at,
        role: role.parse()?,
    };
    Ok(StoredSeries {
        id: SeriesId(id),
        series,
    })
}

fn text(fault: impl ToString) -> String {
    fault.to_string()
}
