//! Table `reception_count`.

use model::city::PlaceCode;
use model::time::{At, Day};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::{DayCount, StoreError};

/// Puts counts in the place of what was known; how many differ from it.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    counts: Vec<DayCount>,
    known_at: At,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut changed = 0;
    for count in counts {
        let subject = count.counted.subject();
        let counts = serde_json::to_string(&count.counted)
            .map_err(|fault| inconsistent(&subject, &fault))?;
        let done = sqlx::query(
            "INSERT INTO reception_count (counter, day, subject, counts, known_at) \
             VALUES (?, ?, ?, ?, ?) ON CONFLICT (counter, day, subject) DO UPDATE SET \
             counts = excluded.counts, known_at = excluded.known_at \
             WHERE counts <> excluded.counts",
        )
        .bind(count.counter.as_str().to_owned())
        .bind(count.day.number())
        .bind(subject)
        .bind(counts)
        .bind(known_at.millis())
        .execute(&mut *transaction)
        .await?;
        changed += done.rows_affected();
    }
    transaction.commit().await?;
    Ok(changed)
}

/// Counts of a counter for local days `[from, to]`, by day.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: PlaceCode,
    from: Day,
    to: Day,
) -> Result<Vec<DayCount>, StoreError> {
    let rows: Vec<(i32, String, String)> = sqlx::query_as(
        "SELECT day, subject, counts FROM reception_count \
         WHERE counter = ? AND day BETWEEN ? AND ? ORDER BY day, subject",
    )
    .bind(counter.as_str().to_owned())
    .bind(from.number())
    .bind(to.number())
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(day, subject, counts)| {
            Ok(DayCount {
                counter: counter.clone(),
                day: Day::from_number(day),
                counted: serde_json::from_str(&counts)
                    .map_err(|fault| inconsistent(&subject, &fault))?,
            })
        })
        .collect()
}

fn inconsistent(row: &str, fault: &serde_json::Error) -> StoreError {
    StoreError::Inconsistent {
        table: "reception_count",
        row: row.to_owned(),
        reason: fault.to_string(),
    }
}
