//! Table `rating`.

use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::rows::{cut, insert};
use crate::store::{Rating, StoreError, Told};

/// Adds answers that are not there yet.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    ratings: Vec<Rating>,
    known_at: At,
) -> Result<Told, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut added = 0;
    for rows in cut(&ratings) {
        let sql = insert(
            "INSERT INTO rating \
             (counter, at, channel, question, score, scale, source, nth, known_at)",
            9,
            rows.len(),
            "ON CONFLICT DO NOTHING",
        );
        let mut query = sqlx::query(sql);
        for rating in rows {
            query = query
                .bind(rating.counter.as_str().to_owned())
                .bind(rating.at.millis())
                .bind(rating.channel.as_str())
                .bind(rating.question.as_str())
                .bind(rating.score)
                .bind(rating.scale)
                .bind(rating.source.clone())
                .bind(rating.nth)
                .bind(known_at.millis());
        }
        added += query.execute(&mut *transaction).await?.rows_affected();
    }
    transaction.commit().await?;
    let all = u64::try_from(ratings.len()).unwrap_or(u64::MAX);
    Ok(Told {
        added,
        unchanged: all.saturating_sub(added),
    })
}

type Row = (i64, String, String, u8, u8, String, u32);

/// Answers of a counter in `[from, to)` that were known before an instant, or are now, by
/// instant.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: model::city::PlaceCode,
    (from, to): (At, At),
    known_before: Option<At>,
) -> Result<Vec<Rating>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT at, channel, question, score, scale, source, nth FROM rating \
         WHERE counter = ? AND at >= ? AND at < ? AND known_at < ? \
         ORDER BY at, channel, question, score, scale, source, nth",
    )
    .bind(counter.as_str().to_owned())
    .bind(from.millis())
    .bind(to.millis())
    .bind(known_before.map_or(i64::MAX, At::millis))
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(at, channel, question, score, scale, source, nth)| {
            let inconsistent = |reason: String| StoreError::Inconsistent {
                table: "rating",
                row: format!("{counter}, {at}"),
                reason,
            };
            Ok(Rating {
                counter: counter.clone(),
                at: At::from_millis(at),
                channel: channel.parse().map_err(|e| inconsistent(text(e)))?,
                question: question.parse().map_err(|e| inconsistent(text(e)))?,
                score,
                scale,
                source,
                nth,
            })
        })
        .collect()
}

fn text(fault: impl ToString) -> String {
    fault.to_string()
}
