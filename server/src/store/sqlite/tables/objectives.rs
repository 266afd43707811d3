//! Table `objective`.

use model::access::Role;
use model::score::Objective;
use model::time::{At, Day};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{ObjectiveDecision, ObjectiveVersion, StoreError};

/// Adopts objectives; how many versions that made.
pub(crate) async fn adopt(
    connection: &mut SqliteConnection,
    objectives: Vec<Objective>,
    known_at: At,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut made = 0;
    for objective in objectives {
        let current = current(&mut transaction, &objective).await?;
        if let Some((_, known)) = &current {
            let same = Objective {
                version: known.version,
                ..objective.clone()
            };
            if same == *known {
                continue;
            }
        }
        let version = ObjectiveVersion {
            objective,
            known_at,
            retired_at: None,
            author: ObjectiveVersion::IMPORT.to_owned(),
            role: None,
            reason: None,
            withdrawn_from: None,
        };
        put(&mut transaction, current, version).await?;
        made += 1;
    }
    transaction.commit().await?;
    Ok(made)
}

/// Makes new versions with their rows in the audit.
pub(crate) async fn decide(
    connection: &mut SqliteConnection,
    decisions: Vec<ObjectiveDecision>,
    known_at: At,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for decision in decisions {
        let objective = decision.objective;
        let current = current(&mut transaction, &objective).await?;
        let known = current.as_ref().map_or(0, |(_, known)| known.version);
        if known != decision.replaces {
            return Err(StoreError::Conflict(format!(
                "objective {} at {}: version {known} is in force, not {}",
                objective.indicator, objective.place, decision.replaces
            )));
        }
        let version = ObjectiveVersion {
            objective,
            known_at,
            retired_at: None,
            author: decision.trace.actor.clone(),
            role: decision.trace.role,
            reason: decision.reason,
            withdrawn_from: decision.withdrawn_from,
        };
        put(&mut transaction, current, version).await?;
        audit::append(&mut transaction, decision.trace).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The last version of an objective, with the number of its row.
async fn current(
    connection: &mut SqliteConnection,
    objective: &Objective,
) -> Result<Option<(i64, Objective)>, StoreError> {
    let found: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, body FROM objective WHERE indicator = ? AND place = ? \
         ORDER BY version DESC LIMIT 1",
    )
    .bind(objective.indicator.to_string())
    .bind(objective.place.to_string())
    .fetch_optional(connection)
    .await?;
    let found = found.map(|(id, body)| Ok((id, read_body(id, &body)?)));
    found.transpose()
}

/// Puts a version behind the current one.
async fn put(
    connection: &mut SqliteConnection,
    current: Option<(i64, Objective)>,
    version: ObjectiveVersion,
) -> Result<(), StoreError> {
    let mut objective = version.objective;
    objective.version = 1;
    if let Some((id, known)) = current {
        objective.version = known.version.saturating_add(1);
        sqlx::query("UPDATE objective SET retired_at = ? WHERE id = ?")
            .bind(version.known_at.millis())
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    let (indicator, place) = (objective.indicator.to_string(), objective.place.to_string());
    let body =
        serde_json::to_string(&objective).map_err(|fault| StoreError::Driver(fault.to_string()))?;
    let message = format!("objective {indicator}: there is no place {place}: import places first");
    sqlx::query(
        "INSERT INTO objective \
         (indicator, place, version, body, known_at, author, role, reason, withdrawn_from) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(indicator)
    .bind(place)
    .bind(objective.version)
    .bind(body)
    .bind(version.known_at.millis())
    .bind(version.author)
    .bind(version.role.map(Role::as_str))
    .bind(version.reason)
    .bind(version.withdrawn_from.map(Day::number))
    .execute(&mut *connection)
    .await
    .map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => {
            StoreError::Conflict(message)
        }
        other => other.into(),
    })?;
    Ok(())
}

/// Every version, oldest first.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<ObjectiveVersion>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, body, known_at AS adopted_at, retired_at, author, role, reason, withdrawn_from \
         FROM objective ORDER BY id",
    )
    .fetch_all(readers)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<ObjectiveVersion, StoreError> {
    let id: i64 = row.try_get("id")?;
    let body: String = row.try_get("body")?;
    let role: Option<String> = row.try_get("role")?;
    let role = role.map(|role| role.parse()).transpose();
    Ok(ObjectiveVersion {
        objective: read_body(id, &body)?,
        known_at: At::from_millis(row.try_get("adopted_at")?),
        retired_at: row
            .try_get::<Option<i64>, _>("retired_at")?
            .map(At::from_millis),
        author: row.try_get("author")?,
        role: role.map_err(|fault: model::access::UnknownRole| unfit(id, fault.to_string()))?,
        reason: row.try_get("reason")?,
        withdrawn_from: row
            .try_get::<Option<i32>, _>("withdrawn_from")?
            .map(Day::from_number),
    })
}

fn read_body(id: i64, body: &str) -> Result<Objective, StoreError> {
    serde_json::from_str(body).map_err(|fault| unfit(id, fault.to_string()))
}

fn unfit(id: i64, reason: String) -> StoreError {
    StoreError::Inconsistent {
        table: "objective",
        row: id.to_string(),
        reason,
    }
}
