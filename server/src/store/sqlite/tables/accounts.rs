//! Table `account`.

use model::access::Role;
use model::city::PlaceCode;
use model::time::At;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::{audit, password_links, sessions};
use crate::store::{Account, AuditEntry, PasswordHash, StoreError};

/// What [`read`] reads.
pub(super) const COLUMNS: &str = "account.id, email, name, password, role, scope, \
     account.created_at AS made_at, disabled_at, \
     EXISTS (SELECT 1 FROM second_factor WHERE second_factor.account = account.id \
     AND confirmed_at IS NOT NULL) AS has_second_factor";

/// Adds an account with its trace; its number.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    account: Account,
    trace: AuditEntry,
) -> Result<i64, StoreError> {
    let taken = format!("there is an account with the address {}", account.email);
    let mut transaction = connection.begin().await?;
    let id = sqlx::query_scalar(
        "INSERT INTO account (email, name, password, role, scope, created_at, disabled_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(account.email)
    .bind(account.name)
    .bind(account.password.0)
    .bind(account.role.as_str())
    .bind(account.scope.map(|scope| scope.to_string()))
    .bind(account.created_at.millis())
    .bind(account.disabled_at.map(At::millis))
    .fetch_one(&mut *transaction)
    .await
    .map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_unique_violation() => StoreError::Conflict(taken),
        other => other.into(),
    })?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Every account, by number.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Account>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM account ORDER BY id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .fetch_all(readers)
        .await?;
    rows.iter().map(read).collect()
}

/// The account in use with that address.
pub(crate) async fn of_email(
    readers: &SqlitePool,
    email: String,
) -> Result<Option<Account>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE email = ? AND disabled_at IS NULL");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(email)
        .fetch_optional(readers)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Disables an account and ends its sessions; whether it was in use.
pub(crate) async fn disable(
    connection: &mut SqliteConnection,
    id: i64,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done =
        sqlx::query("UPDATE account SET disabled_at = ? WHERE id = ? AND disabled_at IS NULL")
            .bind(trace.at.millis())
            .bind(id)
            .execute(&mut *transaction)
            .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sessions::end_all(&mut transaction, id).await?;
    password_links::forget(&mut transaction, id).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Gives an account another role and scope and ends its sessions; whether it is in use.
pub(crate) async fn change(
    connection: &mut SqliteConnection,
    id: i64,
    (role, scope): (Role, Option<PlaceCode>),
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done =
        sqlx::query("UPDATE account SET role = ?, scope = ? WHERE id = ? AND disabled_at IS NULL")
            .bind(role.as_str())
            .bind(scope.map(|scope| scope.to_string()))
            .bind(id)
            .execute(&mut *transaction)
            .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sessions::end_all(&mut transaction, id).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Gives an account another password and ends its sessions; whether it is in use.
pub(crate) async fn set_password(
    connection: &mut SqliteConnection,
    id: i64,
    password: PasswordHash,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("UPDATE account SET password = ? WHERE id = ? AND disabled_at IS NULL")
        .bind(password.0)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sessions::end_all(&mut transaction, id).await?;
    password_links::forget(&mut transaction, id).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// The account of a row.
pub(super) fn read(row: &SqliteRow) -> Result<Account, StoreError> {
    let id: i64 = row.try_get("id")?;
    let unfit = |reason: String| StoreError::Inconsistent {
        table: "account",
        row: id.to_string(),
        reason,
    };
    let role: String = row.try_get("role")?;
    let scope: Option<String> = row.try_get("scope")?;
    let scope = scope.map(|scope| scope.parse()).transpose();
    Ok(Account {
        id,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        password: PasswordHash(row.try_get("password")?),
        role: role
            .parse()
            .map_err(|fault: model::access::UnknownRole| unfit(fault.to_string()))?,
        scope: scope.map_err(|fault: model::city::CodeError| unfit(fault.to_string()))?,
        created_at: At::from_millis(row.try_get("made_at")?),
        disabled_at: row
            .try_get::<Option<i64>, _>("disabled_at")?
            .map(At::from_millis),
        has_second_factor: row.try_get("has_second_factor")?,
    })
}
