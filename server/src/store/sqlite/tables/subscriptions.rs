//! Table `subscription`.

use model::time::{At, Day};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, StoreError, Subscription, ToldSoFar};

/// Adds a subscription, or changes the pace of the same; whether it is there now.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    subscription: Subscription,
    most: u32,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let there: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM subscription WHERE account = ? \
         AND NOT (place = ? AND theme = ? AND topic = ?)",
    )
    .bind(subscription.account)
    .bind(subscription.place.as_str().to_owned())
    .bind(subscription.theme.clone())
    .bind(subscription.topic.as_str())
    .fetch_one(&mut *transaction)
    .await?;
    if there >= i64::from(most) {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO subscription (account, place, theme, topic, pace, token, made_at, \
         told_change, told_alert, told_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         ON CONFLICT (account, place, theme, topic) DO UPDATE SET pace = excluded.pace",
    )
    .bind(subscription.account)
    .bind(subscription.place.as_str().to_owned())
    .bind(subscription.theme)
    .bind(subscription.topic.as_str())
    .bind(subscription.pace.as_str())
    .bind(subscription.token)
    .bind(subscription.made_at.millis())
    .bind(subscription.told.change)
    .bind(subscription.told.alert)
    .bind(subscription.told.day.number())
    .execute(&mut *transaction)
    .await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Subscriptions of accounts in use.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Subscription>, StoreError> {
    let rows = sqlx::query(
        "SELECT s.*, a.email FROM subscription s JOIN account a ON a.id = s.account \
         WHERE a.disabled_at IS NULL ORDER BY s.account, s.id",
    )
    .fetch_all(readers)
    .await?;
    rows.iter().map(read).collect()
}

/// Ends one of an account; whether there was one.
pub(crate) async fn end(
    connection: &mut SqliteConnection,
    id: i64,
    account: i64,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("DELETE FROM subscription WHERE id = ? AND account = ?")
        .bind(id)
        .bind(account)
        .execute(&mut *transaction)
        .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// Ends all with a token; how many there were.
pub(crate) async fn end_all(
    connection: &mut SqliteConnection,
    token: String,
    trace: AuditEntry,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("DELETE FROM subscription WHERE token = ?")
        .bind(token)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() > 0 {
        audit::append(&mut transaction, trace).await?;
        transaction.commit().await?;
    }
    Ok(done.rows_affected())
}

fn read(row: &SqliteRow) -> Result<Subscription, StoreError> {
    let id: i64 = row.try_get("id")?;
    let inconsistent = |reason: String| StoreError::Inconsistent {
        table: "subscription",
        row: id.to_string(),
        reason,
    };
    let text = |name: &str| row.try_get::<String, _>(name);
    let (place, topic, pace) = (text("place")?, text("topic")?, text("pace")?);
    Ok(Subscription {
        id,
        account: row.try_get("account")?,
        email: text("email")?,
        place: place
            .parse()
            .map_err(|fault: model::city::CodeError| inconsistent(fault.to_string()))?,
        theme: text("theme")?,
        topic: topic
            .parse()
            .map_err(|fault: crate::store::UnknownWord| inconsistent(fault.to_string()))?,
        pace: pace
            .parse()
            .map_err(|fault: crate::store::UnknownWord| inconsistent(fault.to_string()))?,
        token: text("token")?,
        made_at: At::from_millis(row.try_get("made_at")?),
        told: ToldSoFar {
            change: row.try_get("told_change")?,
            alert: row.try_get("told_alert")?,
            day: Day::from_number(row.try_get("told_day")?),
        },
    })
}
