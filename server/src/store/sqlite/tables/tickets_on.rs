//! Table `ticket_on`.

use std::collections::{BTreeMap, BTreeSet};

use model::time::Day;
use sqlx::SqliteConnection;

use super::rows::{cut, insert};
use crate::store::StoreError;

/// Days of counters, by the code of the counter.
pub(crate) type DaysOn = BTreeSet<(String, Day)>;

/// The days that some tickets are known to count in, by ticket.
pub(crate) async fn of_tickets(
    connection: &mut SqliteConnection,
    tickets: &str,
) -> Result<BTreeMap<String, DaysOn>, StoreError> {
    let rows: Vec<(String, String, i32)> = sqlx::query_as(
        "SELECT ticket, counter, day FROM ticket_on \
         WHERE ticket IN (SELECT value FROM json_each(?))",
    )
    .bind(tickets.to_owned())
    .fetch_all(connection)
    .await?;
    let mut known: BTreeMap<String, DaysOn> = BTreeMap::new();
    for (ticket, counter, day) in rows {
        let days = known.entry(ticket).or_default();
        days.insert((counter, Day::from_number(day)));
    }
    Ok(known)
}

/// Forgets some days of tickets and adds others.
pub(crate) async fn change(
    connection: &mut SqliteConnection,
    gone: &[(String, (String, Day))],
    new: &[(String, (String, Day))],
) -> Result<(), StoreError> {
    for (ticket, (counter, day)) in gone {
        sqlx::query("DELETE FROM ticket_on WHERE counter = ? AND day = ? AND ticket = ?")
            .bind(counter.clone())
            .bind(day.number())
            .bind(ticket.clone())
            .execute(&mut *connection)
            .await?;
    }
    for rows in cut(new) {
        let sql = insert(
            "INSERT INTO ticket_on (counter, day, ticket)",
            3,
            rows.len(),
            "",
        );
        let mut query = sqlx::query(sql);
        for (ticket, (counter, day)) in rows {
            query = query
                .bind(counter.clone())
                .bind(day.number())
                .bind(ticket.clone());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}
