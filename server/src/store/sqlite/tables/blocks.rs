//! Tables `block` and `rollup`.

use std::collections::HashMap;

use model::city::SeriesId;
use sqlx::SqliteConnection;

use super::rows::{cut, insert};
use crate::store::StoreError;
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::month::Month;
use crate::store::sqlite::stored_month::StoredMonth;
use crate::store::sqlite::written_month::WrittenMonth;

/// A row of `rollup` without its days: key, journal entry, readings, bytes.
pub(crate) type Note = (i64, i64, i64, i64);

/// Writes months that hold the journal up to an entry.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    months: &[&WrittenMonth],
    upto: i64,
) -> Result<(), StoreError> {
    let blocks: Vec<_> = months
        .iter()
        .filter_map(|month| Some((month.key, month.block.as_deref()?)))
        .collect();
    for rows in cut(&blocks) {
        let sql = insert(
            "INSERT INTO block (key, data)",
            2,
            rows.len(),
            "ON CONFLICT (key) DO UPDATE SET data = excluded.data",
        );
        let mut query = sqlx::query(sql);
        for (key, data) in rows {
            query = query.bind(key.packed()).bind(data.to_vec());
        }
        query.execute(&mut *connection).await?;
    }
    for rows in cut(months) {
        let sql = insert(
            "INSERT INTO rollup (key, upto, readings, bytes, days)",
            5,
            rows.len(),
            "ON CONFLICT (key) DO UPDATE SET upto = excluded.upto, \
             readings = excluded.readings, bytes = excluded.bytes, days = excluded.days",
        );
        let mut query = sqlx::query(sql);
        for month in rows {
            query = query
                .bind(month.key.packed())
                .bind(upto)
                .bind(i64::try_from(month.readings).unwrap_or(i64::MAX))
                .bind(i64::try_from(month.bytes()).unwrap_or(i64::MAX))
                .bind(month.days.clone());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Reads months, those that exist.
pub(crate) async fn load(
    connection: &mut SqliteConnection,
    keys: &[BlockKey],
) -> Result<HashMap<BlockKey, StoredMonth>, StoreError> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let packed: Vec<String> = keys.iter().map(|key| key.packed().to_string()).collect();
    let rows: Vec<(i64, Vec<u8>, Option<Vec<u8>>)> = sqlx::query_as(
        "SELECT rollup.key, rollup.days, block.data \
         FROM rollup LEFT JOIN block ON block.key = rollup.key \
         WHERE rollup.key IN (SELECT value FROM json_each(?))",
    )
    .bind(format!("[{}]", packed.join(",")))
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(key, days, block)| Ok((unpack(key)?, StoredMonth { block, days })))
        .collect()
}

/// Every month of a series, in order.
pub(crate) async fn load_series(
    connection: &mut SqliteConnection,
    series: SeriesId,
) -> Result<Vec<(BlockKey, StoredMonth)>, StoreError> {
    let (first, last) = range(series)?;
    let rows: Vec<(i64, Vec<u8>, Option<Vec<u8>>)> = sqlx::query_as(
        "SELECT rollup.key, rollup.days, block.data \
         FROM rollup LEFT JOIN block ON block.key = rollup.key \
         WHERE rollup.key BETWEEN ? AND ? ORDER BY rollup.key",
    )
    .bind(first)
    .bind(last)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(key, days, block)| Ok((unpack(key)?, StoredMonth { block, days })))
        .collect()
}

/// Days of the months between two keys, both included, in order.
pub(crate) async fn load_days(
    readers: &sqlx::SqlitePool,
    first: i64,
    last: i64,
) -> Result<Vec<(BlockKey, Vec<u8>)>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT key, days FROM rollup WHERE key BETWEEN ? AND ? ORDER BY key")
            .bind(first)
            .bind(last)
            .fetch_all(readers)
            .await?;
    rows.into_iter()
        .map(|(key, days)| Ok((unpack(key)?, days)))
        .collect()
}

/// What is known of every month without reading it.
pub(crate) async fn notes(connection: &mut SqliteConnection) -> Result<Vec<Note>, StoreError> {
    Ok(
        sqlx::query_as("SELECT key, upto, readings, bytes FROM rollup ORDER BY key")
            .fetch_all(connection)
            .await?,
    )
}

/// The key of a row.
pub(crate) fn unpack(key: i64) -> Result<BlockKey, StoreError> {
    BlockKey::unpacked(key).ok_or_else(|| StoreError::Inconsistent {
        table: "rollup",
        row: key.to_string(),
        reason: "the key is no month of a series".to_owned(),
    })
}

fn range(series: SeriesId) -> Result<(i64, i64), StoreError> {
    let key = |number| Month::from_number(number).map(|month| BlockKey { series, month }.packed());
    key(0)
        .zip(key(Month::END - 1))
        .ok_or_else(|| StoreError::Driver("months are numbered from 0".to_owned()))
}
