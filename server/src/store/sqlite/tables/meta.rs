//! Table `meta`.

use sqlx::SqliteConnection;

use crate::store::StoreError;

/// Name of the zone in which days are cut.
pub(crate) const ZONE: &str = "zone";
/// `1` when the data are invented.
pub(crate) const DEMO: &str = "demo";
/// When the town was first shown, in milliseconds since 1970.
pub(crate) const FOLLOWED_FROM: &str = "followed_from";

/// A value, if it was set.
pub(crate) async fn get(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT value FROM meta WHERE name = ?")
        .bind(name.to_owned())
        .fetch_optional(connection)
        .await?)
}

/// Sets a value.
pub(crate) async fn set(
    connection: &mut SqliteConnection,
    name: &str,
    value: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO meta (name, value) VALUES (?, ?) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name.to_owned())
    .bind(value.to_owned())
    .execute(connection)
    .await?;
    Ok(())
}
