//! Table `ticket_event`.

use model::city::{CodeError, TicketCode};
use model::reception::TicketEvent;
use model::time::{At, Day};
use sqlx::{SqliteConnection, SqliteExecutor};

use super::rows::{cut, insert};
use crate::store::StoreError;

type Row = (
    String,
    i64,
    i64,
    String,
    String,
    String,
    String,
    String,
    i64,
    String,
);

const COLUMNS: usize = 11;

/// Adds events that are not there yet, each with the instant at which it was known.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    events: &[(&TicketEvent, At)],
) -> Result<(), StoreError> {
    let text = |code: Option<&str>| code.unwrap_or_default().to_owned();
    for rows in cut(events) {
        let sql = insert(
            "INSERT INTO ticket_event (ticket, seq, at, type, counter, desk, service, number, \
             appointment_at, source, known_at)",
            COLUMNS,
            rows.len(),
            // An empty text and one that is not said are one to the table.
            "ON CONFLICT DO NOTHING",
        );
        let mut query = sqlx::query(sql);
        for (event, known_at) in rows {
            query = query
                .bind(event.ticket.as_str().to_owned())
                .bind(i64::from(event.seq))
                .bind(event.at.millis())
                .bind(event.kind.as_str())
                .bind(event.counter.as_str().to_owned())
                .bind(text(event.desk.as_ref().map(|desk| desk.as_str())))
                .bind(text(event.service.as_ref().map(|service| service.as_str())))
                .bind(text(event.number.as_deref()))
                .bind(event.appointment_at.map_or(0, At::millis))
                .bind(event.source.clone())
                .bind(known_at.millis());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// Tickets of which something was told, after a code.
pub(crate) async fn codes(
    connection: &mut SqliteConnection,
    after: &str,
    limit: u32,
) -> Result<Vec<TicketCode>, StoreError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT ticket FROM ticket_event WHERE ticket > ? ORDER BY ticket LIMIT ?",
    )
    .bind(after.to_owned())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|code| {
            code.parse()
                .map_err(|fault: CodeError| StoreError::Inconsistent {
                    table: "ticket_event",
                    row: code.clone(),
                    reason: text(fault),
                })
        })
        .collect()
}

/// Every event of some tickets.
pub(crate) async fn of_tickets(
    executor: impl SqliteExecutor<'_>,
    tickets: &str,
) -> Result<Vec<TicketEvent>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT ticket, seq, at, type, counter, desk, service, number, appointment_at, source \
         FROM ticket_event WHERE ticket IN (SELECT value FROM json_each(?))",
    )
    .bind(tickets.to_owned())
    .fetch_all(executor)
    .await?;
    rows.into_iter().map(event).collect()
}

/// Every event of the tickets that count in some days of a counter.
pub(crate) async fn of_days(
    executor: impl SqliteExecutor<'_>,
    counter: &str,
    from: Day,
    to: Day,
) -> Result<Vec<TicketEvent>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT ticket, seq, at, type, counter, desk, service, number, appointment_at, source \
         FROM ticket_event WHERE ticket IN \
         (SELECT ticket FROM ticket_on WHERE counter = ? AND day BETWEEN ? AND ?)",
    )
    .bind(counter.to_owned())
    .bind(from.number())
    .bind(to.number())
    .fetch_all(executor)
    .await?;
    rows.into_iter().map(event).collect()
}

fn event(row: Row) -> Result<TicketEvent, StoreError> {
    let name = format!("{}, {}", row.0, row.1);
    read(row).map_err(|reason| StoreError::Inconsistent {
        table: "ticket_event",
        row: name,
        reason,
    })
}

fn read(row: Row) -> Result<TicketEvent, String> {
    let (ticket, seq, at, kind, counter, desk, service, number, appointment_at, source) = row;
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(TicketEvent {
        ticket: ticket.parse().map_err(text)?,
        at: At::from_millis(at),
        seq: u32::try_from(seq).map_err(text)?,
        kind: kind.parse().map_err(text)?,
        counter: counter.parse().map_err(text)?,
        desk: said(&desk)
            .map(|desk| desk.parse())
            .transpose()
            .map_err(text)?,
        service: said(&service)
            .map(|service| service.parse())
            .transpose()
            .map_err(text)?,
        number: said(&number),
        appointment_at: (appointment_at != 0).then(|| At::from_millis(appointment_at)),
        source,
    })
}

fn text(fault: impl ToString) -> String {
    fault.to_string()
}
