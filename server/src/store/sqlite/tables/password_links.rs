//! Table `password_link`.

use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::{accounts, audit, sessions};
use crate::store::{Account, AuditEntry, PasswordHash, StoreError};

/// Adds a link in the place of those that the account had; whether it is in use.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    account: i64,
    sha256: String,
    expires_at: At,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    forget(&mut transaction, account).await?;
    let done = sqlx::query(
        "INSERT INTO password_link (sha256, account, expires_at) \
         SELECT ?, id, ? FROM account WHERE id = ? AND disabled_at IS NULL",
    )
    .bind(sha256)
    .bind(expires_at.millis())
    .bind(account)
    .execute(&mut *transaction)
    .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// The account in use that a link is for, while it holds.
pub(crate) async fn account(
    readers: &SqlitePool,
    sha256: String,
    at: At,
) -> Result<Option<Account>, StoreError> {
    let sql = format!(
        "SELECT {} FROM password_link JOIN account ON account.id = password_link.account \
         WHERE sha256 = ? AND password_link.expires_at > ? AND disabled_at IS NULL",
        accounts::COLUMNS
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(sha256)
        .bind(at.millis())
        .fetch_optional(readers)
        .await?;
    row.as_ref().map(accounts::read).transpose()
}

/// Uses a link; whether it held.
pub(crate) async fn take(
    connection: &mut SqliteConnection,
    sha256: String,
    password: PasswordHash,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let account: Option<i64> = sqlx::query_scalar(
        "DELETE FROM password_link WHERE sha256 = ? AND expires_at > ? RETURNING account",
    )
    .bind(sha256)
    .bind(trace.at.millis())
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(account) = account else {
        return Ok(false);
    };
    let done = sqlx::query("UPDATE account SET password = ? WHERE id = ? AND disabled_at IS NULL")
        .bind(password.0)
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sessions::end_all(&mut transaction, account).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Forgets the links of an account.
pub(super) async fn forget(
    connection: &mut SqliteConnection,
    account: i64,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM password_link WHERE account = ?")
        .bind(account)
        .execute(connection)
        .await?;
    Ok(())
}
