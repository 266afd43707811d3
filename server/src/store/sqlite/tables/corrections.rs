//! Table `correction`.

use model::city::SeriesId;
use model::time::At;
use sqlx::{SqliteConnection, SqlitePool};

use super::rows::{cut, insert};
use crate::store::sqlite::staging::Replaced;
use crate::store::{Correction, StoreError};

/// Remembers replaced values.
pub(crate) async fn remember(
    connection: &mut SqliteConnection,
    replaced: &[(SeriesId, Replaced)],
) -> Result<(), StoreError> {
    for rows in cut(replaced) {
        let sql = insert(
            "INSERT INTO correction (series, at, known_at, old_value, new_value)",
            5,
            rows.len(),
            "",
        );
        let mut query = sqlx::query(sql);
        for (series, correction) in rows {
            query = query
                .bind(series.0)
                .bind(correction.new.at.millis())
                .bind(correction.known_at.millis())
                .bind(correction.old.value)
                .bind(correction.new.value);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Corrections of a series that were known before an instant, latest first.
pub(crate) async fn list(
    readers: &SqlitePool,
    series: SeriesId,
    before: Option<At>,
    limit: u32,
) -> Result<Vec<Correction>, StoreError> {
    let rows: Vec<(i64, i64, f64, f64)> = sqlx::query_as(
        "SELECT at, known_at, old_value, new_value FROM correction \
         WHERE series = ? AND known_at < ? ORDER BY known_at DESC, id DESC LIMIT ?",
    )
    .bind(series.0)
    .bind(before.map_or(i64::MAX, At::millis))
    .bind(limit)
    .fetch_all(readers)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, known_at, old_value, new_value)| Correction {
            at: At::from_millis(at),
            known_at: At::from_millis(known_at),
            old_value,
            new_value,
        })
        .collect())
}
