//! Table `source_key`.

use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, SourceKey, StoreError};

/// Adds a key.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    key: SourceKey,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    let taken = format!("there is a valid key named {}: revoke it first", key.name);
    sqlx::query(
        "INSERT INTO source_key (name, sha256, prefix, created_at, revoked_at) \
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(key.name)
    .bind(key.sha256)
    .bind(key.prefix)
    .bind(key.created_at.millis())
    .bind(key.revoked_at.map(At::millis))
    .execute(&mut *transaction)
    .await
    .map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_unique_violation() => StoreError::Conflict(taken),
        other => other.into(),
    })?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

/// Every key, oldest first.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<SourceKey>, StoreError> {
    let rows: Vec<(String, String, String, i64, Option<i64>)> = sqlx::query_as(
        "SELECT name, sha256, prefix, created_at, revoked_at FROM source_key ORDER BY id",
    )
    .fetch_all(readers)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(name, sha256, prefix, created_at, revoked_at)| SourceKey {
            name,
            sha256,
            prefix,
            created_at: At::from_millis(created_at),
            revoked_at: revoked_at.map(At::from_millis),
        })
        .collect())
}

/// Revokes the valid key of that name; whether there was one.
pub(crate) async fn revoke(
    connection: &mut SqliteConnection,
    name: String,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done =
        sqlx::query("UPDATE source_key SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL")
            .bind(trace.at.millis())
            .bind(name)
            .execute(&mut *transaction)
            .await?;
    audit::commit_with(transaction, &done, trace).await
}
