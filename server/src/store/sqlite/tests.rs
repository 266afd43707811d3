//! What only a database in one file can meet.

mod actions;
mod audit;
mod crash;
mod damage;
mod full_disk;
mod objectives;
mod strangers;
mod tickets;

use sqlx::AssertSqlSafe;

use super::{Limits, SqliteStore};

/// Opens the database of a site with the usual limits.
async fn open(url: &str) -> SqliteStore {
    SqliteStore::open_with(url, Some("Europe/Paris"), Limits::default())
        .await
        .expect("opens")
}

/// Runs a statement on the writing connection.
async fn run(store: &SqliteStore, sql: String) {
    store
        .ask(move |writer| {
            Box::pin(async move {
                sqlx::query(AssertSqlSafe(sql))
                    .execute(&mut writer.connection)
                    .await?;
                Ok(())
            })
        })
        .await
        .expect("runs");
}
