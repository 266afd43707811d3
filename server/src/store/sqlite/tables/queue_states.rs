//! Table `queue_state`.

use model::city::PlaceCode;
use model::reception::QueueState;
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::rows::{cut, insert};
use crate::store::{StoreError, Told};

/// Adds states that are not there yet.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    states: Vec<QueueState>,
) -> Result<Told, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut added = 0;
    for rows in cut(&states) {
        let sql = insert(
            "INSERT INTO queue_state \
             (counter, service, received_at, at, waiting, open_desks, last_called, service_s)",
            8,
            rows.len(),
            "ON CONFLICT DO NOTHING",
        );
        let mut query = sqlx::query(sql);
        for state in rows {
            query = query
                .bind(state.counter.as_str().to_owned())
                .bind(state.service.as_str().to_owned())
                .bind(state.received_at.millis())
                .bind(state.at.millis())
                .bind(state.waiting)
                .bind(state.open_desks)
                .bind(state.last_called.clone())
                .bind(state.service_s);
        }
        added += query.execute(&mut *transaction).await?.rows_affected();
    }
    transaction.commit().await?;
    let all = u64::try_from(states.len()).unwrap_or(u64::MAX);
    Ok(Told {
        added,
        unchanged: all.saturating_sub(added),
    })
}

type Row = (String, i64, i64, u32, u32, Option<String>, Option<u32>);

/// What the displays of a counter showed, received in `[from, to)`, in that order.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: PlaceCode,
    from: At,
    to: At,
) -> Result<Vec<QueueState>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT service, received_at, at, waiting, open_desks, last_called, service_s \
         FROM queue_state WHERE counter = ? AND received_at >= ? AND received_at < ? \
         ORDER BY received_at, at, service",
    )
    .bind(counter.as_str().to_owned())
    .bind(from.millis())
    .bind(to.millis())
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(
            |(service, received_at, at, waiting, open_desks, last_called, service_s)| {
                Ok(QueueState {
                    counter: counter.clone(),
                    service: service.parse().map_err(|fault: model::city::CodeError| {
                        StoreError::Inconsistent {
                            table: "queue_state",
                            row: format!("{counter}, {received_at}"),
                            reason: fault.to_string(),
                        }
                    })?,
                    at: At::from_millis(at),
                    received_at: At::from_millis(received_at),
                    waiting,
                    open_desks,
                    last_called,
                    service_s,
                })
            },
        )
        .collect()
}
