//! Table `fact`.

use model::city::Fact;
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, FactVersion, StoreError};

/// Takes facts; how many versions that made.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    facts: Vec<Fact>,
    known_at: At,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut made = 0;
    for fact in facts {
        made += u64::from(put_one(&mut transaction, &fact, known_at).await?);
    }
    transaction.commit().await?;
    Ok(made)
}

/// Takes one fact with its row in the audit.
pub(crate) async fn decide(
    connection: &mut SqliteConnection,
    fact: Fact,
    known_at: At,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    put_one(&mut transaction, &fact, known_at).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

async fn put_one(
    connection: &mut SqliteConnection,
    fact: &Fact,
    known_at: At,
) -> Result<bool, StoreError> {
    let (kind, key) = (fact.body.kind(), fact.body.key().to_owned());
    let body =
        serde_json::to_string(fact).map_err(|fault| StoreError::Driver(fault.to_string()))?;
    let current: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, body FROM fact WHERE kind = ? AND subject = ? AND key = ? \
         AND from_day = ? AND retired_at IS NULL",
    )
    .bind(kind)
    .bind(fact.subject.clone())
    .bind(key.clone())
    .bind(fact.from.number())
    .fetch_optional(&mut *connection)
    .await?;
    if let Some((id, known)) = current {
        if read(id, &known)? == *fact {
            return Ok(false);
        }
        sqlx::query("UPDATE fact SET retired_at = ? WHERE id = ?")
            .bind(known_at.millis())
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    sqlx::query(
        "INSERT INTO fact (kind, subject, key, from_day, body, known_at) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(kind)
    .bind(fact.subject.clone())
    .bind(key)
    .bind(fact.from.number())
    .bind(body)
    .bind(known_at.millis())
    .execute(&mut *connection)
    .await?;
    Ok(true)
}

/// Every version, oldest first.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<FactVersion>, StoreError> {
    let rows: Vec<(i64, String, i64, Option<i64>)> =
        sqlx::query_as("SELECT id, body, known_at, retired_at FROM fact ORDER BY id")
            .fetch_all(readers)
            .await?;
    rows.into_iter()
        .map(|(id, body, known_at, retired_at)| {
            Ok(FactVersion {
                fact: read(id, &body)?,
                known_at: At::from_millis(known_at),
                retired_at: retired_at.map(At::from_millis),
            })
        })
        .collect()
}

fn read(id: i64, body: &str) -> Result<Fact, StoreError> {
    serde_json::from_str(body).map_err(|fault| StoreError::Inconsistent {
        table: "fact",
        row: id.to_string(),
        reason: fault.to_string(),
    })
}
