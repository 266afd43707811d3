//! Table `ticket_set_aside`.

use std::collections::BTreeMap;

use model::reception::SetAside;
use sqlx::{SqliteConnection, SqlitePool};

use crate::store::StoreError;

/// What is known to be set aside of some tickets, as written, by ticket.
pub(crate) async fn of_tickets(
    connection: &mut SqliteConnection,
    tickets: &str,
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT ticket, said FROM ticket_set_aside \
         WHERE ticket IN (SELECT value FROM json_each(?)) ORDER BY ticket, position",
    )
    .bind(tickets.to_owned())
    .fetch_all(connection)
    .await?;
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (ticket, said) in rows {
        known.entry(ticket).or_default().push(said);
    }
    Ok(known)
}

/// Puts what is set aside of a ticket in the place of what was, each with its reason.
pub(crate) async fn replace(
    connection: &mut SqliteConnection,
    ticket: &str,
    aside: &[(String, String)],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM ticket_set_aside WHERE ticket = ?")
        .bind(ticket.to_owned())
        .execute(&mut *connection)
        .await?;
    for (position, (said, reason)) in (0_i64..).zip(aside) {
        sqlx::query(
            "INSERT INTO ticket_set_aside (ticket, position, reason, said) VALUES (?, ?, ?, ?)",
        )
        .bind(ticket.to_owned())
        .bind(position)
        .bind(reason.clone())
        .bind(said.clone())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// What is set aside of the tickets after a code, by ticket.
pub(crate) async fn list(
    readers: &SqlitePool,
    after: &str,
    limit: u32,
) -> Result<Vec<SetAside>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT ticket, said FROM ticket_set_aside WHERE ticket IN \
         (SELECT DISTINCT ticket FROM ticket_set_aside WHERE ticket > ? ORDER BY ticket LIMIT ?) \
         ORDER BY ticket, position",
    )
    .bind(after.to_owned())
    .bind(limit)
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(ticket, said)| {
            serde_json::from_str(&said).map_err(|fault| StoreError::Inconsistent {
                table: "ticket_set_aside",
                row: ticket,
                reason: fault.to_string(),
            })
        })
        .collect()
}

/// How many events are set aside.
pub(crate) async fn count(readers: &SqlitePool) -> Result<u64, StoreError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM ticket_set_aside")
        .fetch_one(readers)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}
