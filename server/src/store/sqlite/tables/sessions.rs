//! Table `session`.

use model::time::At;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::{accounts, audit};
use crate::store::{Account, AuditEntry, Session, StoreError};

/// Starts a session with its trace, and clears away what has expired.
pub(crate) async fn start(
    connection: &mut SqliteConnection,
    session: Session,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    sqlx::query("DELETE FROM session WHERE expires_at <= ?")
        .bind(session.created_at.millis())
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "INSERT INTO session \
         (sha256, account, created_at, seen_at, expires_at, factor_at, id_token) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(session.sha256)
    .bind(session.account)
    .bind(session.created_at.millis())
    .bind(session.seen_at.millis())
    .bind(session.expires_at.millis())
    .bind(session.factor_at.map(At::millis))
    .bind(session.id_token)
    .execute(&mut *transaction)
    .await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

/// A session and its account, while that is in use.
pub(crate) async fn find(
    readers: &SqlitePool,
    sha256: String,
) -> Result<Option<(Session, Account)>, StoreError> {
    let sql = format!(
        "SELECT {}, sha256, session.created_at AS started_at, seen_at, expires_at, factor_at, \
         id_token FROM session JOIN account ON account.id = session.account \
         WHERE sha256 = ? AND disabled_at IS NULL",
        accounts::COLUMNS
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(sha256)
        .fetch_optional(readers)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let account = accounts::read(&row)?;
    let session = Session {
        sha256: row.try_get("sha256")?,
        account: account.id,
        created_at: At::from_millis(row.try_get("started_at")?),
        seen_at: At::from_millis(row.try_get("seen_at")?),
        expires_at: At::from_millis(row.try_get("expires_at")?),
        factor_at: row
            .try_get::<Option<i64>, _>("factor_at")?
            .map(At::from_millis),
        id_token: row.try_get("id_token")?,
    };
    Ok(Some((session, account)))
}

/// Notes that a session is in use.
pub(crate) async fn touch(
    connection: &mut SqliteConnection,
    sha256: String,
    at: At,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE session SET seen_at = max(seen_at, ?) WHERE sha256 = ?")
        .bind(at.millis())
        .bind(sha256)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends a session with its trace; whether there was one.
pub(crate) async fn end(
    connection: &mut SqliteConnection,
    sha256: String,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("DELETE FROM session WHERE sha256 = ?")
        .bind(sha256)
        .execute(&mut *transaction)
        .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// Ends every session of an account with a trace; whether there was one.
pub(crate) async fn end_each(
    connection: &mut SqliteConnection,
    account: i64,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("DELETE FROM session WHERE account = ?")
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// Ends every session of an account.
pub(super) async fn end_all(
    connection: &mut SqliteConnection,
    account: i64,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM session WHERE account = ?")
        .bind(account)
        .execute(connection)
        .await?;
    Ok(())
}
