//! Table `device`.

use model::time::At;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, Device, StoreError};

/// Adds a device with its trace; its number.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    device: Device,
    trace: AuditEntry,
) -> Result<i64, StoreError> {
    let mut transaction = connection.begin().await?;
    let id = sqlx::query_scalar(
        "INSERT INTO device (name, kind, place, chime, token_sha256, paired_at, paired_by, \
         changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(device.name)
    .bind(device.kind.as_str())
    .bind(device.place.as_str().to_owned())
    .bind(device.chime)
    .bind(device.token_sha256)
    .bind(device.paired_at.millis())
    .bind(device.paired_by)
    .bind(device.changed)
    .fetch_one(&mut *transaction)
    .await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Every device, by number.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Device>, StoreError> {
    let rows = sqlx::query("SELECT * FROM device ORDER BY id")
        .fetch_all(readers)
        .await?;
    rows.iter().map(read).collect()
}

/// Changes a device in use with its trace; whether there is one.
pub(crate) async fn change(
    connection: &mut SqliteConnection,
    device: Device,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query(
        "UPDATE device SET name = ?, kind = ?, place = ?, chime = ?, changed = ?, revoked_at = ? \
         WHERE id = ? AND revoked_at IS NULL",
    )
    .bind(device.name)
    .bind(device.kind.as_str())
    .bind(device.place.as_str().to_owned())
    .bind(device.chime)
    .bind(device.changed)
    .bind(device.revoked_at.map(At::millis))
    .bind(device.id)
    .execute(&mut *transaction)
    .await?;
    audit::commit_with(transaction, &done, trace).await
}

/// Notes when devices were heard of.
pub(crate) async fn seen(
    connection: &mut SqliteConnection,
    seen: Vec<(i64, At)>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for (id, at) in seen {
        sqlx::query("UPDATE device SET seen_at = ? WHERE id = ?")
            .bind(at.millis())
            .bind(id)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Device, StoreError> {
    let id: i64 = row.try_get("id")?;
    let inconsistent = |reason: String| StoreError::Inconsistent {
        table: "device",
        row: id.to_string(),
        reason,
    };
    let (kind, place): (String, String) = (row.try_get("kind")?, row.try_get("place")?);
    let at = |ms: Option<i64>| ms.map(At::from_millis);
    Ok(Device {
        id,
        name: row.try_get("name")?,
        kind: kind.parse().map_err(|fault| inconsistent(text(fault)))?,
        place: place.parse().map_err(|fault| inconsistent(text(fault)))?,
        chime: row.try_get("chime")?,
        token_sha256: row.try_get("token_sha256")?,
        paired_at: At::from_millis(row.try_get("paired_at")?),
        paired_by: row.try_get("paired_by")?,
        changed: row.try_get("changed")?,
        seen_at: at(row.try_get("seen_at")?),
        revoked_at: at(row.try_get("revoked_at")?),
    })
}

fn text(fault: impl ToString) -> String {
    fault.to_string()
}
