//! Table `journal`.

use sqlx::SqliteConnection;

use crate::store::StoreError;

/// Appends an entry.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    id: i64,
    entry: Vec<u8>,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO journal (id, data) VALUES (?, ?)")
        .bind(id)
        .bind(entry)
        .execute(connection)
        .await?;
    Ok(())
}

/// Every entry, oldest first.
pub(crate) async fn entries(
    connection: &mut SqliteConnection,
) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    Ok(sqlx::query_as("SELECT id, data FROM journal ORDER BY id")
        .fetch_all(connection)
        .await?)
}

/// Removes the entries up to one, which the blocks hold.
pub(crate) async fn remove(connection: &mut SqliteConnection, upto: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM journal WHERE id <= ?")
        .bind(upto)
        .execute(connection)
        .await?;
    Ok(())
}
