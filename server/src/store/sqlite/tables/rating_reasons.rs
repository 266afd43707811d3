//! Table `rating_reason`.

use model::city::PlaceCode;
use model::time::Day;
use sqlx::{SqliteConnection, SqlitePool};

use crate::store::{ReasonCount, StoreError};

/// Adds to what was counted.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    more: ReasonCount,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rating_reason (counter, month, reason, satisfied, count) \
         VALUES (?, ?, ?, ?, ?) ON CONFLICT (counter, month, reason, satisfied) DO UPDATE SET \
         count = count + excluded.count",
    )
    .bind(more.counter.as_str().to_owned())
    .bind(more.month.number())
    .bind(more.reason.as_str())
    .bind(more.satisfied)
    .bind(i64::try_from(more.count).unwrap_or(i64::MAX))
    .execute(connection)
    .await?;
    Ok(())
}

/// What was counted at a counter, by month.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: PlaceCode,
) -> Result<Vec<ReasonCount>, StoreError> {
    let rows: Vec<(i32, String, bool, i64)> = sqlx::query_as(
        "SELECT month, reason, satisfied, count FROM rating_reason \
         WHERE counter = ? ORDER BY month, reason, satisfied",
    )
    .bind(counter.as_str().to_owned())
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(month, reason, satisfied, count)| {
            let inconsistent = |reason: String| StoreError::Inconsistent {
                table: "rating_reason",
                row: format!("{counter}, {month}"),
                reason,
            };
            Ok(ReasonCount {
                counter: counter.clone(),
                month: Day::from_number(month),
                reason: reason.parse().map_err(
                    |fault: model::reception::UnknownRatingReason| inconsistent(fault.to_string()),
                )?,
                satisfied,
                count: u64::try_from(count).map_err(|fault| inconsistent(fault.to_string()))?,
            })
        })
        .collect()
}
