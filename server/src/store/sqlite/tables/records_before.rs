//! Table `record_before`.

use std::collections::{BTreeMap, HashSet};

use model::time::At;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{SqliteConnection, SqlitePool};

use crate::store::StoreError;

/// Keeps what a record was until an instant; `None`: there was none.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    kind: &'static str,
    code: &str,
    until: At,
    former: Option<&impl Serialize>,
) -> Result<(), StoreError> {
    let body = former.map(serde_json::to_string).transpose();
    let body = body.map_err(|fault| StoreError::Driver(fault.to_string()))?;
    sqlx::query(
        "INSERT OR IGNORE INTO record_before (kind, code, until, body) VALUES (?, ?, ?, ?)",
    )
    .bind(kind)
    .bind(code.to_owned())
    .bind(until.millis())
    .bind(body)
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts the records of before an instant in the place of those of now, by code.
pub(crate) async fn restore<T: DeserializeOwned>(
    readers: &SqlitePool,
    kind: &'static str,
    end: At,
    records: &mut BTreeMap<String, T>,
) -> Result<(), StoreError> {
    let rows: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT code, body FROM record_before WHERE kind = ? AND until >= ? \
         ORDER BY code, until",
    )
    .bind(kind)
    .bind(end.millis())
    .fetch_all(readers)
    .await?;
    let mut seen = HashSet::new();
    for (code, body) in rows {
        if !seen.insert(code.clone()) {
            continue;
        }
        match body {
            None => drop(records.remove(&code)),
            Some(body) => {
                let former =
                    serde_json::from_str(&body).map_err(|fault| StoreError::Inconsistent {
                        table: "record_before",
                        row: format!("{kind} {code}"),
                        reason: fault.to_string(),
                    })?;
                records.insert(code, former);
            }
        }
    }
    Ok(())
}
