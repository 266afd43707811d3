//! Tables `alert` and `alert_event`.

use std::collections::BTreeMap;

use model::time::{At, Day};
use model::watch::{Alert, AlertAct, AlertEvent};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::audit;
use crate::store::{AuditEntry, StoreError};

/// Saves alerts: new ones get a number, known ones their figures and the events
/// that are not there yet. All or nothing.
pub(crate) async fn save(
    connection: &mut SqliteConnection,
    alerts: Vec<Alert>,
    trace: Option<AuditEntry>,
) -> Result<Vec<i64>, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut ids = Vec::with_capacity(alerts.len());
    for alert in alerts {
        ids.push(save_one(&mut transaction, &alert).await?);
    }
    if let Some(trace) = trace {
        audit::append(&mut transaction, trace).await?;
    }
    transaction.commit().await?;
    Ok(ids)
}

async fn save_one(connection: &mut SqliteConnection, alert: &Alert) -> Result<i64, StoreError> {
    let id = if alert.id == 0 {
        insert(connection, alert).await?
    } else {
        sqlx::query(
            "UPDATE alert SET last_day = ?, measured = ?, expected = ?, spread = ?, waste = ? \
             WHERE id = ?",
        )
        .bind(alert.last_day.number())
        .bind(alert.measured)
        .bind(alert.expected)
        .bind(alert.spread)
        .bind(alert.waste)
        .bind(alert.id)
        .execute(&mut *connection)
        .await?;
        alert.id
    };
    let there: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT at, who, act FROM alert_event WHERE alert = ? ORDER BY seq")
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
    let given = alert
        .life
        .iter()
        .map(|e| (e.at.millis(), e.who.as_str(), e.act.as_str()));
    let same = there
        .iter()
        .map(|(at, who, act)| (*at, who.as_str(), act.as_str()));
    if !same.eq(given.take(there.len())) {
        return Err(StoreError::Conflict(format!(
            "alert {id} changed meanwhile: look at it again"
        )));
    }
    let known = there.len();
    for (seq, event) in (0_i64..).zip(&alert.life).skip(known) {
        sqlx::query(
            "INSERT INTO alert_event (alert, seq, at, who, act, note) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(id)
        .bind(seq)
        .bind(event.at.millis())
        .bind(event.who.clone())
        .bind(event.act.as_str())
        .bind(event.note.clone())
        .execute(&mut *connection)
        .await?;
    }
    Ok(id)
}

async fn insert(connection: &mut SqliteConnection, alert: &Alert) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "INSERT INTO alert \
         (series, place, cause, first_day, last_day, measured, expected, spread, waste) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(alert.series.as_str().to_owned())
    .bind(alert.place.as_str().to_owned())
    .bind(alert.cause.as_str())
    .bind(alert.first_day.number())
    .bind(alert.last_day.number())
    .bind(alert.measured)
    .bind(alert.expected)
    .bind(alert.spread)
    .bind(alert.waste)
    .fetch_one(connection)
    .await?)
}

type Row = (i64, String, String, String, i32, i32, f64, f64, f64, f64);

/// Every alert with its life, oldest first.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Alert>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, series, place, cause, first_day, last_day, measured, expected, spread, waste \
         FROM alert ORDER BY id",
    )
    .fetch_all(readers)
    .await?;
    let events: Vec<(i64, i64, String, String, String)> =
        sqlx::query_as("SELECT alert, at, who, act, note FROM alert_event ORDER BY alert, seq")
            .fetch_all(readers)
            .await?;
    let mut lives: BTreeMap<i64, Vec<AlertEvent>> = BTreeMap::new();
    for (alert, at, who, act, note) in events {
        let act = AlertAct::named(&act).ok_or_else(|| inconsistent(alert, "unknown act"))?;
        lives.entry(alert).or_default().push(AlertEvent {
            at: At::from_millis(at),
            who,
            act,
            note,
        });
    }
    rows.into_iter()
        .map(|row| {
            let life = lives.remove(&row.0).unwrap_or_default();
            read(row, life)
        })
        .collect()
}

/// Every alert that was open to see before an instant, the end of a day, with its life
/// and its figures of then: those of the last day that was over.
pub(crate) async fn known_before(
    readers: &SqlitePool,
    on: Day,
    end: At,
) -> Result<Vec<Alert>, StoreError> {
    let figures: Vec<(i64, i32, f64, f64, f64, f64)> = sqlx::query_as(
        "SELECT alert, max(last_day), measured, expected, spread, waste FROM alert_before \
         WHERE last_day < ? GROUP BY alert",
    )
    .bind(on.number())
    .fetch_all(readers)
    .await?;
    let mut alerts = list(readers).await?;
    alerts.retain_mut(|alert| {
        alert.life.retain(|event| event.at < end);
        !alert.life.is_empty()
    });
    for alert in alerts.iter_mut().filter(|alert| alert.last_day >= on) {
        let then = figures.iter().find(|then| then.0 == alert.id);
        if let Some((_, last_day, measured, expected, spread, waste)) = then {
            alert.last_day = Day::from_number(*last_day);
            alert.measured = *measured;
            alert.expected = *expected;
            alert.spread = *spread;
            alert.waste = *waste;
        }
    }
    Ok(alerts)
}

fn read(row: Row, life: Vec<AlertEvent>) -> Result<Alert, StoreError> {
    let (id, series, place, cause, first, last, measured, expected, spread, waste) = row;
    let text = |fault: &dyn core::fmt::Display| inconsistent(id, &fault.to_string());
    // The code of a series that follows from another cannot be declared, only read back.
    let series = serde_json::from_value(series.into()).map_err(|fault| text(&fault))?;
    Ok(Alert {
        id,
        series,
        place: place.parse().map_err(|fault| text(&fault))?,
        cause: cause.parse().map_err(|fault| text(&fault))?,
        first_day: Day::from_number(first),
        last_day: Day::from_number(last),
        measured,
        expected,
        spread,
        waste,
        life,
    })
}

fn inconsistent(id: i64, reason: &str) -> StoreError {
    StoreError::Inconsistent {
        table: "alert",
        row: id.to_string(),
        reason: reason.to_owned(),
    }
}
