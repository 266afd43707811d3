//! Tables `action` and `action_event`.

use std::collections::BTreeMap;

use model::access::Role;
use model::piloting::{Action, ActionEvent, Deed, ItemOutcome, Outcome};
use model::time::{At, Day};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::{audit, reviews};
use crate::store::{AuditEntry, StoreError};

/// Adds an action with its trace, and with what it is to its review; its number.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    action: Action,
    mut trace: AuditEntry,
) -> Result<i64, StoreError> {
    let mut transaction = connection.begin().await?;
    let place = action.place.to_string();
    let message = format!("there is no place {place}: import places first");
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO action (place, indicator, what, function, directorate, due, expected, \
         decided_at, author, role, review, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
         RETURNING id",
    )
    .bind(place)
    .bind(action.indicator.to_string())
    .bind(action.what)
    .bind(action.function)
    .bind(action.directorate)
    .bind(action.first_due.number())
    .bind(action.expected)
    .bind(action.decided_at.millis())
    .bind(action.author.clone())
    .bind(action.role.map(Role::as_str))
    .bind(action.review.map(|(review, _)| review))
    .bind(action.review.map(|(_, item)| item))
    .fetch_one(&mut *transaction)
    .await
    .map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => {
            StoreError::Conflict(message)
        }
        other => other.into(),
    })?;
    if let Some(item) = action.review {
        let outcome = ItemOutcome {
            at: action.decided_at,
            author: action.author,
            role: action.role,
            outcome: Outcome::Acted(id),
        };
        reviews::put_outcome(&mut transaction, item, outcome).await?;
    }
    trace.object = format!("action {id}");
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Adds what became of an action with its trace, where it can happen to it.
pub(crate) async fn add_event(
    connection: &mut SqliteConnection,
    action: i64,
    event: ActionEvent,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    let row = sqlx::query("SELECT * FROM action WHERE id = ?")
        .bind(action)
        .fetch_optional(&mut *transaction)
        .await?;
    let none = || StoreError::Conflict(format!("there is no action {action}"));
    let mut known = read(&row.ok_or_else(none)?)?;
    let rows = sqlx::query("SELECT * FROM action_event WHERE action = ? ORDER BY id")
        .bind(action)
        .fetch_all(&mut *transaction)
        .await?;
    for row in &rows {
        known.events.push(read_event(row)?.1);
    }
    let refused = |fault: model::piloting::DeedFault| StoreError::Conflict(fault.to_string());
    known.admits(&event.deed).map_err(refused)?;
    sqlx::query(
        "INSERT INTO action_event (action, at, author, role, kind, day, words) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(action)
    .bind(event.at.millis())
    .bind(event.author)
    .bind(event.role.map(Role::as_str))
    .bind(event.deed.kind())
    .bind(event.deed.day().map(Day::number))
    .bind(event.deed.words())
    .execute(&mut *transaction)
    .await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

/// Every action with what became of it, by number.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Action>, StoreError> {
    let mut transaction = readers.begin().await?;
    let rows = sqlx::query("SELECT * FROM action ORDER BY id")
        .fetch_all(&mut *transaction)
        .await?;
    let events = sqlx::query("SELECT * FROM action_event ORDER BY id")
        .fetch_all(&mut *transaction)
        .await?;
    let mut of: BTreeMap<i64, Vec<ActionEvent>> = BTreeMap::new();
    for row in &events {
        let (action, event) = read_event(row)?;
        of.entry(action).or_default().push(event);
    }
    let with_events = |row: &SqliteRow| {
        let mut action = read(row)?;
        action.events = of.remove(&action.id).unwrap_or_default();
        Ok(action)
    };
    rows.iter().map(with_events).collect()
}

fn read(row: &SqliteRow) -> Result<Action, StoreError> {
    let id: i64 = row.try_get("id")?;
    let unfit = |reason: String| unfit("action", id, reason);
    let (place, indicator): (String, String) = (row.try_get("place")?, row.try_get("indicator")?);
    let review: Option<i64> = row.try_get("review")?;
    let item: Option<u32> = row.try_get("item")?;
    Ok(Action {
        id,
        place: place.parse().map_err(|fault| unfit(text(fault)))?,
        indicator: indicator.parse().map_err(|fault| unfit(text(fault)))?,
        what: row.try_get("what")?,
        function: row.try_get("function")?,
        directorate: row.try_get("directorate")?,
        first_due: Day::from_number(row.try_get("due")?),
        expected: row.try_get("expected")?,
        decided_at: At::from_millis(row.try_get("decided_at")?),
        author: row.try_get("author")?,
        role: read_role(row, "action")?,
        review: review.zip(item),
        events: Vec::new(),
    })
}

fn read_event(row: &SqliteRow) -> Result<(i64, ActionEvent), StoreError> {
    let id: i64 = row.try_get("id")?;
    let kind: String = row.try_get("kind")?;
    let day: Option<i32> = row.try_get("day")?;
    let deed = Deed::of(&kind, day.map(Day::from_number), row.try_get("words")?);
    let none = || unfit("action_event", id, format!("`{kind}` is not complete"));
    let event = ActionEvent {
        at: At::from_millis(row.try_get("at")?),
        author: row.try_get("author")?,
        role: read_role(row, "action_event")?,
        deed: deed.ok_or_else(none)?,
    };
    Ok((row.try_get("action")?, event))
}

/// The role in a row that has a number.
pub(super) fn read_role(row: &SqliteRow, table: &'static str) -> Result<Option<Role>, StoreError> {
    let role: Option<String> = row.try_get("role")?;
    let id: i64 = row.try_get("id")?;
    let role = role.map(|role| role.parse()).transpose();
    role.map_err(|fault: model::access::UnknownRole| unfit(table, id, text(fault)))
}

pub(super) fn unfit(table: &'static str, row: i64, reason: String) -> StoreError {
    StoreError::Inconsistent {
        table,
        row: row.to_string(),
        reason,
    }
}

pub(super) fn text(fault: impl ToString) -> String {
    fault.to_string()
}
