//! Table `outer_identity`.

use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::{accounts, audit};
use crate::store::{Account, AuditEntry, StoreError};

/// The account in use that somebody of elsewhere has here.
pub(crate) async fn account(
    readers: &SqlitePool,
    issuer: String,
    subject: String,
) -> Result<Option<Account>, StoreError> {
    let sql = format!(
        "SELECT {} FROM outer_identity JOIN account ON account.id = outer_identity.account \
         WHERE issuer = ? AND subject = ? AND disabled_at IS NULL",
        accounts::COLUMNS
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(issuer)
        .bind(subject)
        .fetch_optional(readers)
        .await?;
    row.as_ref().map(accounts::read).transpose()
}

/// Gives somebody of elsewhere an account here.
pub(crate) async fn link(
    connection: &mut SqliteConnection,
    (issuer, subject): (String, String),
    account: i64,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    sqlx::query(
        "INSERT INTO outer_identity (issuer, subject, account, linked_at) VALUES (?, ?, ?, ?) \
         ON CONFLICT (issuer, subject) DO UPDATE SET account = excluded.account, \
         linked_at = excluded.linked_at",
    )
    .bind(issuer)
    .bind(subject)
    .bind(account)
    .bind(trace.at.millis())
    .execute(&mut *transaction)
    .await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}
