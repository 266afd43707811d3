//! Tables `second_factor` and `recovery_code`.

use model::time::At;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::{audit, sessions};
use crate::store::{AuditEntry, SecondFactor, StoreError};

/// The second factor of an account.
pub(crate) async fn find(
    readers: &SqlitePool,
    account: i64,
) -> Result<Option<SecondFactor>, StoreError> {
    let row = sqlx::query(
        "SELECT seed, begun_at, confirmed_at, (SELECT count(*) FROM recovery_code \
         WHERE recovery_code.account = second_factor.account AND used_at IS NULL) AS codes_left \
         FROM second_factor WHERE account = ?",
    )
    .bind(account)
    .fetch_optional(readers)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(SecondFactor {
        account,
        seed: row.try_get("seed")?,
        begun_at: At::from_millis(row.try_get("begun_at")?),
        confirmed_at: row
            .try_get::<Option<i64>, _>("confirmed_at")?
            .map(At::from_millis),
        codes_left: row.try_get("codes_left")?,
    }))
}

/// Begins an enrolment; whether none was confirmed before.
pub(crate) async fn begin(
    connection: &mut SqliteConnection,
    account: i64,
    seed: String,
    at: At,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO second_factor (account, seed, begun_at) VALUES (?, ?, ?) \
         ON CONFLICT (account) DO UPDATE SET seed = excluded.seed, begun_at = excluded.begun_at \
         WHERE confirmed_at IS NULL",
    )
    .bind(account)
    .bind(seed)
    .bind(at.millis())
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Confirms an enrolment; whether it was under way.
pub(crate) async fn confirm(
    connection: &mut SqliteConnection,
    (account, seed): (i64, String),
    step: i64,
    seals: Vec<String>,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query(
        "UPDATE second_factor SET confirmed_at = ?, last_step = ? \
         WHERE account = ? AND seed = ? AND confirmed_at IS NULL",
    )
    .bind(trace.at.millis())
    .bind(step)
    .bind(account)
    .bind(seed)
    .execute(&mut *transaction)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    put_codes(&mut transaction, account, seals).await?;
    sessions::end_all(&mut transaction, account).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Takes the code of a step; whether it is later than all that were taken.
pub(crate) async fn take_step(
    connection: &mut SqliteConnection,
    account: i64,
    step: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE second_factor SET last_step = ? \
         WHERE account = ? AND last_step < ? AND confirmed_at IS NOT NULL",
    )
    .bind(step)
    .bind(account)
    .bind(step)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a recovery code; whether there was one.
pub(crate) async fn take_code(
    connection: &mut SqliteConnection,
    account: i64,
    seal: String,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query(
        "UPDATE recovery_code SET used_at = ? WHERE seal = ? AND account = ? AND used_at IS NULL",
    )
    .bind(trace.at.millis())
    .bind(seal)
    .bind(account)
    .execute(&mut *transaction)
    .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// Puts other recovery codes in the place of all; whether a factor is confirmed.
pub(crate) async fn renew_codes(
    connection: &mut SqliteConnection,
    account: i64,
    seals: Vec<String>,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let confirmed: Option<i64> = sqlx::query_scalar(
        "SELECT account FROM second_factor WHERE account = ? AND confirmed_at IS NOT NULL",
    )
    .bind(account)
    .fetch_optional(&mut *transaction)
    .await?;
    if confirmed.is_none() {
        return Ok(false);
    }
    put_codes(&mut transaction, account, seals).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Forgets a factor and ends the sessions; whether there was one.
pub(crate) async fn remove(
    connection: &mut SqliteConnection,
    account: i64,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("DELETE FROM second_factor WHERE account = ?")
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    put_codes(&mut transaction, account, Vec::new()).await?;
    sessions::end_all(&mut transaction, account).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn put_codes(
    connection: &mut SqliteConnection,
    account: i64,
    seals: Vec<String>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_code WHERE account = ?")
        .bind(account)
        .execute(&mut *connection)
        .await?;
    for seal in seals {
        sqlx::query("INSERT INTO recovery_code (seal, account) VALUES (?, ?)")
            .bind(seal)
            .bind(account)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
