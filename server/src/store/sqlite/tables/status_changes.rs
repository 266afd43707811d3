//! Tables `status_change` and `status_acknowledgement`.

use model::score::Note;
use model::time::At;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, StatusAcknowledgement, StatusChange, StatusSubject, StoreError};

/// Adds changes, all or none.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    changes: Vec<StatusChange>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for change in changes {
        sqlx::query(
            "INSERT INTO status_change (at, kind, place, theme, series, before, after, note) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(change.at.millis())
        .bind(change.subject.kind.as_str())
        .bind(change.subject.place.as_str().to_owned())
        .bind(change.subject.theme)
        .bind(change.subject.series)
        .bind(change.before)
        .bind(change.after)
        .bind(change.note.map(Note::ten_thousandths))
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The latest row of each subject.
pub(crate) async fn latest(readers: &SqlitePool) -> Result<Vec<StatusChange>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM status_change WHERE id IN \
         (SELECT MAX(id) FROM status_change GROUP BY kind, place, theme, series) ORDER BY id",
    )
    .fetch_all(readers)
    .await?;
    rows.iter().map(read).collect()
}

/// Changes since an instant, the latest first.
pub(crate) async fn list(
    readers: &SqlitePool,
    since: At,
    most: u32,
) -> Result<Vec<(StatusChange, Option<StatusAcknowledgement>)>, StoreError> {
    let rows = sqlx::query(
        "SELECT c.*, a.at AS a_at, a.who AS a_who, a.role AS a_role, a.note AS a_note \
         FROM status_change c LEFT JOIN status_acknowledgement a ON a.change = c.id \
         WHERE c.before <> '' AND c.at >= ? ORDER BY c.at DESC, c.id DESC LIMIT ?",
    )
    .bind(since.millis())
    .bind(most)
    .fetch_all(readers)
    .await?;
    rows.iter()
        .map(|row| {
            let change = read(row)?;
            let acknowledged = acknowledgement(row, change.id)?;
            Ok((change, acknowledged))
        })
        .collect()
}

/// Notes who takes a change on, with its trace; whether that was still to be done.
pub(crate) async fn acknowledge(
    connection: &mut SqliteConnection,
    acknowledgement: StatusAcknowledgement,
    trace: AuditEntry,
) -> Result<bool, StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query(
        "INSERT INTO status_acknowledgement (change, at, who, role, note) \
         SELECT id, ?, ?, ?, ? FROM status_change WHERE id = ? AND before <> '' \
         ON CONFLICT (change) DO NOTHING",
    )
    .bind(acknowledgement.at.millis())
    .bind(acknowledgement.who)
    .bind(acknowledgement.role.as_str())
    .bind(acknowledgement.note)
    .bind(acknowledgement.change)
    .execute(&mut *transaction)
    .await?;
    audit::commit_with(transaction, &done, trace).await
}

fn read(row: &SqliteRow) -> Result<StatusChange, StoreError> {
    let id: i64 = row.try_get("id")?;
    let (kind, place): (String, String) = (row.try_get("kind")?, row.try_get("place")?);
    let note: Option<i32> = row.try_get("note")?;
    Ok(StatusChange {
        id,
        at: At::from_millis(row.try_get("at")?),
        subject: StatusSubject {
            kind: kind.parse().map_err(|fault| inconsistent(id, fault))?,
            place: place.parse().map_err(|fault| inconsistent(id, fault))?,
            theme: row.try_get("theme")?,
            series: row.try_get("series")?,
        },
        before: row.try_get("before")?,
        after: row.try_get("after")?,
        note: note.map(Note::from_ten_thousandths),
    })
}

fn acknowledgement(
    row: &SqliteRow,
    change: i64,
) -> Result<Option<StatusAcknowledgement>, StoreError> {
    let Some(at) = row.try_get::<Option<i64>, _>("a_at")? else {
        return Ok(None);
    };
    let role: String = row.try_get("a_role")?;
    Ok(Some(StatusAcknowledgement {
        change,
        at: At::from_millis(at),
        who: row.try_get("a_who")?,
        role: role.parse().map_err(|fault| inconsistent(change, fault))?,
        note: row.try_get("a_note")?,
    }))
}

fn inconsistent(id: i64, fault: impl ToString) -> StoreError {
    StoreError::Inconsistent {
        table: "status_change",
        row: id.to_string(),
        reason: fault.to_string(),
    }
}
