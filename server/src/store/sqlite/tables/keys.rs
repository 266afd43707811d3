//! Table `source_key`.

use model::city::{CodeError, PlaceCode};
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, SourceKey, StoreError};

/// Name, hash, first signs, place, made, revoked.
type KeyRow = (String, String, String, Option<String>, i64, Option<i64>);

/// Adds a key.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    key: SourceKey,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    let taken = format!("there is a valid key named {}: revoke it first", key.name);
    sqlx::query(
        "INSERT INTO source_key (name, sha256, prefix, place, created_at, revoked_at) \
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(key.name)
    .bind(key.sha256)
    .bind(key.prefix)
    .bind(key.place.map(|place| place.to_string()))
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
    let rows: Vec<KeyRow> = sqlx::query_as(
        "SELECT name, sha256, prefix, place, created_at, revoked_at FROM source_key ORDER BY id",
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(name, sha256, prefix, place, created_at, revoked_at)| {
            Ok(SourceKey {
                place: place.map(|code| place_of(&name, &code)).transpose()?,
                name,
                sha256,
                prefix,
                created_at: At::from_millis(created_at),
                revoked_at: revoked_at.map(At::from_millis),
            })
        })
        .collect()
}

fn place_of(name: &str, code: &str) -> Result<PlaceCode, StoreError> {
    code.parse()
        .map_err(|fault: CodeError| StoreError::Inconsistent {
            table: "source_key",
            row: name.to_owned(),
            reason: fault.to_string(),
        })
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
