//! Table `estimator_error`.

use model::city::PlaceCode;
use model::reception::EstimatorError;
use model::time::Day;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::StoreError;

/// Puts errors in the place of what was known of their counters and days.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    errors: Vec<(PlaceCode, Day, EstimatorError)>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for (counter, day, error) in errors {
        let counts =
            serde_json::to_string(&error).map_err(|fault| StoreError::Driver(fault.to_string()))?;
        sqlx::query(
            "INSERT INTO estimator_error (counter, day, counts) VALUES (?, ?, ?) \
             ON CONFLICT (counter, day) DO UPDATE SET counts = excluded.counts",
        )
        .bind(counter.as_str().to_owned())
        .bind(day.number())
        .bind(counts)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Errors of a counter for local days `[from, to]`, by day.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: PlaceCode,
    from: Day,
    to: Day,
) -> Result<Vec<(Day, EstimatorError)>, StoreError> {
    let rows: Vec<(i32, String)> = sqlx::query_as(
        "SELECT day, counts FROM estimator_error \
         WHERE counter = ? AND day BETWEEN ? AND ? ORDER BY day",
    )
    .bind(counter.as_str().to_owned())
    .bind(from.number())
    .bind(to.number())
    .fetch_all(readers)
    .await?;
    let errors = rows.into_iter().map(|(day, counts)| {
        let error = serde_json::from_str(&counts).map_err(|fault| StoreError::Inconsistent {
            table: "estimator_error",
            row: format!("{counter}, {day}"),
            reason: fault.to_string(),
        })?;
        Ok((Day::from_number(day), error))
    });
    errors.collect()
}
