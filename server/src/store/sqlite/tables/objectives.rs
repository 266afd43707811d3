//! Table `objective`.

use model::score::Objective;
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::{ObjectiveVersion, StoreError};

/// Adopts objectives; how many versions that made.
pub(crate) async fn adopt(
    connection: &mut SqliteConnection,
    objectives: Vec<Objective>,
    known_at: At,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut made = 0;
    for objective in objectives {
        made += u64::from(adopt_one(&mut transaction, objective, known_at).await?);
    }
    transaction.commit().await?;
    Ok(made)
}

async fn adopt_one(
    connection: &mut SqliteConnection,
    mut objective: Objective,
    known_at: At,
) -> Result<bool, StoreError> {
    let indicator = objective.indicator.as_str().to_owned();
    let place = objective.place.as_str().to_owned();
    let current: Option<(i64, i64, String)> = sqlx::query_as(
        "SELECT id, version, body FROM objective WHERE indicator = ? AND place = ? \
         ORDER BY version DESC LIMIT 1",
    )
    .bind(indicator.clone())
    .bind(place.clone())
    .fetch_optional(&mut *connection)
    .await?;
    objective.version = 1;
    if let Some((id, version, body)) = current {
        let known = read(id, &body)?;
        objective.version = known.version;
        if objective == known {
            return Ok(false);
        }
        objective.version = u32::try_from(version).unwrap_or(u32::MAX).saturating_add(1);
        sqlx::query("UPDATE objective SET retired_at = ? WHERE id = ?")
            .bind(known_at.millis())
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    let body =
        serde_json::to_string(&objective).map_err(|fault| StoreError::Driver(fault.to_string()))?;
    let message = format!("objective {indicator}: there is no place {place}: import places first");
    sqlx::query(
        "INSERT INTO objective (indicator, place, version, body, known_at) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(indicator)
    .bind(place)
    .bind(objective.version)
    .bind(body)
    .bind(known_at.millis())
    .execute(&mut *connection)
    .await
    .map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => {
            StoreError::Conflict(message)
        }
        other => other.into(),
    })?;
    Ok(true)
}

/// Every version, oldest first.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<ObjectiveVersion>, StoreError> {
    let rows: Vec<(i64, String, i64, Option<i64>)> =
        sqlx::query_as("SELECT id, body, known_at, retired_at FROM objective ORDER BY id")
            .fetch_all(readers)
            .await?;
    rows.into_iter()
        .map(|(id, body, known_at, retired_at)| {
            Ok(ObjectiveVersion {
                objective: read(id, &body)?,
                known_at: At::from_millis(known_at),
                retired_at: retired_at.map(At::from_millis),
            })
        })
        .collect()
}

fn read(id: i64, body: &str) -> Result<Objective, StoreError> {
    serde_json::from_str(body).map_err(|fault| StoreError::Inconsistent {
        table: "objective",
        row: id.to_string(),
        reason: fault.to_string(),
    })
}
