//! Table `late`.

use std::collections::HashMap;

use model::time::At;
use sqlx::{SqliteConnection, SqlitePool};

use super::blocks::unpack;
use super::rows::{cut, insert};
use crate::store::StoreError;
use crate::store::sqlite::block_key::BlockKey;
use crate::store::sqlite::codec::{decode_late, encode_late};
use crate::store::sqlite::late_change::LateChange;

/// Late changes of one month that were known at one instant.
pub(crate) type Late = (BlockKey, At, Vec<LateChange>);

/// Remembers late changes.
pub(crate) async fn remember(
    connection: &mut SqliteConnection,
    late: &[Late],
) -> Result<(), StoreError> {
    for rows in cut(late) {
        let sql = insert("INSERT INTO late (key, known_at, data)", 3, rows.len(), "");
        let mut query = sqlx::query(sql);
        for (key, known_at, changes) in rows {
            query = query
                .bind(key.packed())
                .bind(known_at.millis())
                .bind(encode_late(changes));
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// What undoes everything that was known from an instant on, by month between two keys;
/// the latest change comes first.
pub(crate) async fn after(
    readers: &SqlitePool,
    known_from: At,
    first: i64,
    last: i64,
) -> Result<HashMap<BlockKey, Vec<LateChange>>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> = sqlx::query_as(
        "SELECT key, data FROM late WHERE key BETWEEN ? AND ? AND known_at >= ? ORDER BY id DESC",
    )
    .bind(first)
    .bind(last)
    .bind(known_from.millis())
    .fetch_all(readers)
    .await?;
    let mut late: HashMap<BlockKey, Vec<LateChange>> = HashMap::new();
    for (key, data) in rows {
        let key = unpack(key)?;
        let changes = decode_late(&data).map_err(|fault| (key, fault))?;
        late.entry(key)
            .or_default()
            .extend(changes.into_iter().rev());
    }
    Ok(late)
}
