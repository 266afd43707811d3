//! Table `reception_rollup`.

use std::collections::{HashMap, HashSet};

use model::city::PlaceCode;
use model::time::{At, Day, Zone};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, SqlitePool};

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
        let day = zone.day(At::from_millis(at));
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
    let until = zone.start_of_day(before);
    for (counter, day) in &told {
        // Worked out on another basis: it was that until yesterday.
        sqlx::query(
            "INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from) \
             SELECT counter, day, ?, body, known_from FROM reception_rollup \
             WHERE counter = ? AND day = ? AND body IS NOT NULL",
        )
        .bind(until.millis())
        .bind(counter.clone())
        .bind(*day)
        .execute(&mut *transaction)
        .await?;
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

/// The first instant at which anything was told of a day of a counter: `?2` and `?3`,
/// which begins at `?4` and ends at `?5`.
const KNOWN_FROM: &str = "(SELECT min(known_at) FROM ( \
     SELECT min(e.known_at) AS known_at FROM ticket_on o \
         JOIN ticket_event e ON e.ticket = o.ticket WHERE o.counter = ?2 AND o.day = ?3 \
     UNION ALL SELECT min(known_at) FROM rating \
         WHERE counter = ?2 AND at >= ?4 AND at < ?5 \
     UNION ALL SELECT min(known_at) FROM reception_count WHERE counter = ?2 AND day = ?3 \
     UNION ALL SELECT min(received_at) FROM queue_state \
         WHERE counter = ?2 AND received_at >= ?4 AND received_at < ?5))";

/// Puts what days come to in those rows that are still held for it. In a town that is
/// followed, each says since when anything of it was known.
pub(crate) async fn fill(
    connection: &mut SqliteConnection,
    days: Vec<CounterDay>,
    zone: &Zone,
    is_followed: bool,
) -> Result<(), StoreError> {
    let known_from = if is_followed { KNOWN_FROM } else { "NULL" };
    let update = format!(
        "UPDATE reception_rollup SET body = ?1, known_from = {known_from} \
         WHERE counter = ?2 AND day = ?3 AND body IS NULL AND ?4 < ?5"
    );
    let mut transaction = connection.begin().await?;
    for CounterDay { counter, day, told } in days {
        let body = serde_json::to_string(&told)
            .map_err(|fault| inconsistent(counter.as_str(), &fault.to_string()))?;
        // Safe: made of literals of this module.
        sqlx::query(AssertSqlSafe(update.clone()))
            .bind(body)
            .bind(counter.as_str().to_owned())
            .bind(day.number())
            .bind(zone.start_of_day(day).millis())
            .bind(zone.start_of_day(day.plus(1)).millis())
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
    rows.into_iter().map(read).collect()
}

/// The days `[from, to]` that were worked out, of a counter or of all, with what was
/// told before an instant.
pub(crate) async fn known_before(
    readers: &SqlitePool,
    counter: Option<PlaceCode>,
    from: Day,
    to: Day,
    end: At,
) -> Result<Vec<CounterDay>, StoreError> {
    // The first that gave way to another from the instant on, or the one that stands.
    let rows: Vec<(String, i32, String)> = sqlx::query_as(
        "WITH told (counter, day, body, known_from, until) AS ( \
             SELECT counter, day, body, known_from, until FROM reception_rollup_before \
             WHERE until >= ?4 AND day BETWEEN ?2 AND ?3 AND (?1 IS NULL OR counter = ?1) \
             UNION ALL \
             SELECT counter, day, body, known_from, 9223372036854775807 FROM reception_rollup \
             WHERE body IS NOT NULL AND day BETWEEN ?2 AND ?3 AND (?1 IS NULL OR counter = ?1)) \
         SELECT counter, day, body FROM told AS first \
         WHERE coalesce(known_from < ?4, TRUE) AND until = \
             (SELECT min(until) FROM told WHERE counter = first.counter AND day = first.day) \
         ORDER BY counter, day",
    )
    .bind(counter.map(|counter| counter.as_str().to_owned()))
    .bind(from.number())
    .bind(to.number())
    .bind(end.millis())
    .fetch_all(readers)
    .await?;
    rows.into_iter().map(read).collect()
}

fn read((counter, day, body): (String, i32, String)) -> Result<CounterDay, StoreError> {
    Ok(CounterDay {
        told: serde_json::from_str(&body)
            .map_err(|fault| inconsistent(&counter, &fault.to_string()))?,
        counter: code(&counter)?,
        day: Day::from_number(day),
    })
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
