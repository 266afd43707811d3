//! Table `quarantine`.

use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::rows::{cut, insert};
use crate::store::{Quarantined, QuarantinedLine, StoreError};

type Row = (
    i64,
    i64,
    String,
    String,
    i64,
    Option<String>,
    String,
    String,
);

/// Sets lines aside.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    lines: Vec<QuarantinedLine>,
    known_at: At,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for rows in cut(&lines) {
        let sql = insert(
            "INSERT INTO quarantine (known_at, source, target, line, field, reason, raw)",
            7,
            rows.len(),
            "",
        );
        let mut query = sqlx::query(sql);
        for line in rows {
            query = query
                .bind(known_at.millis())
                .bind(line.source.clone())
                .bind(line.target.clone())
                .bind(i64::try_from(line.line).unwrap_or(i64::MAX))
                .bind(line.field.clone())
                .bind(line.reason.clone())
                .bind(line.raw.clone());
        }
        query.execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Lines after a number, oldest first.
pub(crate) async fn list(
    readers: &SqlitePool,
    after: i64,
    limit: u32,
) -> Result<Vec<Quarantined>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, known_at, source, target, line, field, reason, raw FROM quarantine \
         WHERE id > ? ORDER BY id LIMIT ?",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(readers)
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(id, known_at, source, target, line, field, reason, raw)| Quarantined {
                id,
                known_at: At::from_millis(known_at),
                line: QuarantinedLine {
                    source,
                    target,
                    line: u64::try_from(line).unwrap_or(0),
                    field,
                    reason,
                    raw,
                },
            },
        )
        .collect())
}

/// How many lines there are.
pub(crate) async fn count(readers: &SqlitePool) -> Result<u64, StoreError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM quarantine")
        .fetch_one(readers)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Removes lines.
pub(crate) async fn remove(
    connection: &mut SqliteConnection,
    ids: Vec<i64>,
) -> Result<(), StoreError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    sqlx::query("DELETE FROM quarantine WHERE id IN (SELECT value FROM json_each(?))")
        .bind(format!("[{}]", ids.join(",")))
        .execute(connection)
        .await?;
    Ok(())
}
