//! Table `source_activity`.

use model::time::At;
use sqlx::{SqliteConnection, SqlitePool};

use crate::store::{SourceActivity, StoreError};

/// Adds to what a source sent.
pub(crate) async fn note(
    connection: &mut SqliteConnection,
    more: SourceActivity,
) -> Result<(), StoreError> {
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO source_activity (source, heard_at, accepted, refused) VALUES (?, ?, ?, ?) \
         ON CONFLICT (source) DO UPDATE SET heard_at = max(heard_at, excluded.heard_at), \
         accepted = accepted + excluded.accepted, refused = refused + excluded.refused",
    )
    .bind(more.source)
    .bind(more.heard_at.millis())
    .bind(whole(more.accepted))
    .bind(whole(more.refused))
    .execute(connection)
    .await?;
    Ok(())
}

/// What every source sent, by name.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<SourceActivity>, StoreError> {
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT source, heard_at, accepted, refused FROM source_activity ORDER BY source",
    )
    .fetch_all(readers)
    .await?;
    let whole = |count: i64| u64::try_from(count).unwrap_or(0);
    let rows = rows.into_iter();
    let read = rows.map(|(source, heard_at, accepted, refused)| SourceActivity {
        source,
        heard_at: At::from_millis(heard_at),
        accepted: whole(accepted),
        refused: whole(refused),
    });
    Ok(read.collect())
}
