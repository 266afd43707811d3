//! Table `reception_rollup`.

use std::collections::{HashMap, HashSet};

use model::city::PlaceCode;
use model::time::{Day, Zone};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::{CounterDay, StoreError};

/// Days before `before` of which something was told and which are not worked out on
/// the basis of their counter; they are held as being worked out. By counter, then by day.
pub(crate) async fn claim(
    connection: &mut SqliteConnection,
    before: Day,
    basis: &HashMap<PlaceCode, String>,
    zone: &Zone,
) -> Result<Vec<(PlaceCode, Day)>, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut told: Vec<(String, i32)> = sqlx::query_as(
        "SELECT counter, day FROM ticket_on UNION SELECT counter, day FROM reception_count",
    )
    .fetch_all(&mut *transaction)
    .await?;
    let instants: Vec<(String, i64)> = sqlx::query_as(
        "SELECT counter, at FROM rating UNION SELECT counter, received_at FROM queue_state",
    )
    .fetch_all(&mut *transaction)
    .await?;
    told.extend(instants.into_iter().map(|(counter, at)| {
        let day = zone.day(model::time::At::from_millis(at));
        (counter, day.number())
    }));
    let known: Vec<(String, i32, String)> =
        sqlx::query_as("SELECT counter, day, basis FROM reception_rollup WHERE body IS NOT NULL")
            .fetch_all(&mut *transaction)
            .await?;
    let basis_of = |counter: &str| basis.get(counter).map_or("", String::as_str);
    told.sort_unstable();
    told.dedup();
    let known: HashSet<(String, i32)> = known
        .into_iter()
        .filter(|(counter, _, basis)| basis_of(counter) == basis)
        .map(|(counter, day, _)| (counter, day))
        .collect();
    told.retain(|day| day.1 < before.number() && !known.contains(day));
    for (counter, day) in &told {
        sqlx::query(
            "INSERT OR REPLACE INTO reception_rollup (counter, day, basis, body) \
             VALUES (?, ?, ?, NULL)",
        )
        .bind(counter.clone())
        .bind(*day)
        .bind(basis_of(counter).to_owned())
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    told.into_iter()
        .map(|(counter, day)| Ok((code(&counter)?, Day::from_number(day))))
        .collect()
}

/// Puts what days come to in those rows that are still held for it.
pub(crate) async fn fill(
    connection: &mut SqliteConnection,
    days: Vec<CounterDay>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for CounterDay { counter, day, told } in days {
        let body = serde_json::to_string(&told)
            .map_err(|fault| inconsistent(counter.as_str(), &fault.to_string()))?;
        sqlx::query(
            "UPDATE reception_rollup SET body = ? WHERE counter = ? AND day = ? AND body IS NULL",
        )
        .bind(body)
        .bind(counter.as_str().to_owned())
        .bind(day.number())
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The days `[from, to]` that are worked out, of a counter or of all.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: Option<PlaceCode>,
    from: Day,
    to: Day,
) -> Result<Vec<CounterDay>, StoreError> {
    let rows: Vec<(String, i32, String)> = sqlx::query_as(
        "SELECT counter, day, body FROM reception_rollup \
         WHERE body IS NOT NULL AND day BETWEEN ?2 AND ?3 AND (?1 IS NULL OR counter = ?1)",
    )
    .bind(counter.map(|counter| counter.as_str().to_owned()))
    .bind(from.number())
    .bind(to.number())
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(counter, day, body)| {
            Ok(CounterDay {
                told: serde_json::from_str(&body)
                    .map_err(|fault| inconsistent(&counter, &fault.to_string()))?,
                counter: code(&counter)?,
                day: Day::from_number(day),
            })
        })
        .collect()
}

fn code(counter: &str) -> Result<PlaceCode, StoreError> {
    counter
        .parse()
        .map_err(|fault: model::city::CodeError| inconsistent(counter, &fault.to_string()))
}

fn inconsistent(row: &str, reason: &str) -> StoreError {
    StoreError::Inconsistent {
        table: "reception_rollup",
        row: row.to_owned(),
        reason: reason.to_owned(),
    }
}
