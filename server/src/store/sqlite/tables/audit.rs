//! Table `audit`.

use model::access::{Role, UnknownRole};
use model::time::At;
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use sqlx::{Connection, Row as _, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::store::{AuditEntry, AuditFilter, AuditRecord, AuditResult, NO_HASH, StoreError};

/// Appends a row on its own.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    entry: AuditEntry,
) -> Result<AuditRecord, StoreError> {
    let mut transaction = connection.begin().await?;
    let record = append(&mut transaction, entry).await?;
    transaction.commit().await?;
    Ok(record)
}

/// Appends a row in the transaction of what it tells.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    entry: AuditEntry,
) -> Result<AuditRecord, StoreError> {
    let last: Option<(i64, String)> =
        sqlx::query_as("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
    let (last, previous) = last.unwrap_or_else(|| (0, NO_HASH.to_owned()));
    let record = AuditRecord::seal(last + 1, entry, previous);
    let entry = record.entry.clone();
    sqlx::query(
        "INSERT INTO audit (id, at, actor, role, action, object, before_hash, after_hash, \
         origin, request, result, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(record.id)
    .bind(entry.at.millis())
    .bind(entry.actor)
    .bind(entry.role.map(Role::as_str))
    .bind(entry.action)
    .bind(entry.object)
    .bind(entry.before_hash)
    .bind(entry.after_hash)
    .bind(entry.origin)
    .bind(entry.request)
    .bind(entry.result.as_str())
    .bind(record.previous.clone())
    .bind(record.hash.clone())
    .execute(connection)
    .await?;
    Ok(record)
}

/// Commits what was done together with its row, where anything was done; whether it was.
pub(super) async fn commit_with(
    mut transaction: Transaction<'_, Sqlite>,
    done: &SqliteQueryResult,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Rows after a number, oldest first.
pub(crate) async fn list(
    readers: &SqlitePool,
    after: i64,
    limit: u32,
) -> Result<Vec<AuditRecord>, StoreError> {
    let rows = sqlx::query("SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?")
        .bind(after)
        .bind(limit)
        .fetch_all(readers)
        .await?;
    rows.iter().map(read).collect()
}

/// Rows that a filter means, latest first.
pub(crate) async fn find(
    readers: &SqlitePool,
    filter: AuditFilter,
    limit: u32,
) -> Result<Vec<AuditRecord>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM audit WHERE (?1 IS NULL OR instr(lower(actor), lower(?1)) > 0) \
         AND (?2 IS NULL OR action = ?2) AND (?3 IS NULL OR at >= ?3) \
         AND (?4 IS NULL OR at < ?4) AND (?5 IS NULL OR id < ?5) ORDER BY id DESC LIMIT ?6",
    )
    .bind(filter.actor)
    .bind(filter.action)
    .bind(filter.from.map(At::millis))
    .bind(filter.to.map(At::millis))
    .bind(filter.before)
    .bind(limit)
    .fetch_all(readers)
    .await?;
    rows.iter().map(read).collect()
}

/// Every act that was noted, by name.
pub(crate) async fn actions(readers: &SqlitePool) -> Result<Vec<String>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT DISTINCT action FROM audit ORDER BY action")
            .fetch_all(readers)
            .await?,
    )
}

/// The last row.
pub(crate) async fn head(readers: &SqlitePool) -> Result<Option<AuditRecord>, StoreError> {
    let row = sqlx::query("SELECT * FROM audit ORDER BY id DESC LIMIT 1")
        .fetch_optional(readers)
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<AuditRecord, StoreError> {
    let id: i64 = row.try_get("id")?;
    let role: Option<String> = row.try_get("role")?;
    let role = role
        .map(|role| role.parse())
        .transpose()
        .map_err(|fault: UnknownRole| StoreError::Inconsistent {
            table: "audit",
            row: id.to_string(),
            reason: fault.to_string(),
        })?;
    let result: String = row.try_get("result")?;
    Ok(AuditRecord {
        id,
        entry: AuditEntry {
            at: At::from_millis(row.try_get("at")?),
            actor: row.try_get("actor")?,
            role,
            action: row.try_get("action")?,
            object: row.try_get("object")?,
            before_hash: row.try_get("before_hash")?,
            after_hash: row.try_get("after_hash")?,
            origin: row.try_get("origin")?,
            request: row.try_get("request")?,
            // The table holds one of the two.
            result: if result == AuditResult::Done.as_str() {
                AuditResult::Done
            } else {
                AuditResult::Refused
            },
        },
        previous: row.try_get("previous")?,
        hash: row.try_get("hash")?,
    })
}
