//! Backups, and what is made of them.

use std::fs;
use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use super::database::Database;
use super::file_lock::{FileLock, beside};
use super::tables::meta;
use super::writer::Writer;
use crate::store::StoreError;

/// Tables of the data, those that others refer to first.
const TABLES: [&str; 32] = [
    "place",
    "series",
    "meta",
    "block",
    "rollup",
    "journal",
    "correction",
    "late",
    "objective",
    "fact",
    "alert",
    "alert_event",
    "alert_before",
    "source_key",
    "ticket_event",
    "ticket_on",
    "ticket_set_aside",
    "rating",
    "rating_reason",
    "reception_count",
    "survey_result",
    "survey_result_before",
    "queue_state",
    "estimator_error",
    "reception_rollup_before",
    "rules_version",
    "record_before",
    "review",
    "review_item",
    "action",
    "action_event",
    "review_outcome",
];

/// Writes a consistent copy of a database to a new file; readers and writers go on.
pub(crate) async fn backup(from: &Path, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        let message = format!("{} exists: name another file", to.display());
        return Err(StoreError::Conflict(message));
    }
    let partial = beside(to, ".partial");
    // What an interrupted backup left behind.
    remove(&partial)?;
    let done = copy(from, &partial).await;
    if done.is_err() {
        remove(&partial)?;
    }
    done?;
    fs::rename(&partial, to).map_err(|e| io(to, &e))
}

/// Puts the content of a backup in the place of a database that nobody has open.
pub(crate) async fn restore(from: &Path, database: &Database) -> Result<(), StoreError> {
    let path = database.path();
    let _lock = FileLock::take(&path)?;
    check(from).await?;
    let partial = beside(&path, ".restore");
    remove(&partial)?;
    copy(from, &partial).await?;
    // The log of the old database must not be applied to the new one: fold it
    // in first, so that the old one is whole should the machine stop here.
    if let Ok(mut old) = database.another().await {
        let folded = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut old)
            .await;
        if let Err(fault) = folded {
            tracing::warn!(%fault, "the database that is replaced could not be tidied");
        }
        old.close().await?;
    }
    for ending in ["-wal", "-shm"] {
        remove(&beside(&path, ending))?;
    }
    fs::rename(&partial, &path).map_err(|e| io(&path, &e))?;
    sync_directory(&path)
}

/// Refuses a file that is no whole database of ours.
async fn check(file: &Path) -> Result<(), StoreError> {
    let database = Database::in_file(file);
    if !file.is_file() {
        return Err(database.fault(&"there is no such file"));
    }
    let mut connection = database.another().await?;
    database.check_ours(&mut connection).await?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(|e| database.fault(&e))?;
    connection.close().await?;
    if found == "ok" {
        Ok(())
    } else {
        Err(database.fault(&format!("it is damaged: {found}")))
    }
}

async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = Database::in_file(from).another().await?;
    sqlx::query("VACUUM INTO ?")
        .bind(to.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    let written = fs::File::open(to).map_err(|e| io(to, &e))?;
    written.sync_all().map_err(|e| io(to, &e))?;
    sync_directory(to)
}

impl Writer {
    /// Replaces all data by those of a backup in one transaction, while serving.
    pub(crate) async fn restore_from(&mut self, from: &Path) -> Result<(), StoreError> {
        check(from).await?;
        self.absorb_all().await?;
        sqlx::query("ATTACH ? AS backup")
            .bind(from.to_string_lossy().into_owned())
            .execute(&mut self.connection)
            .await?;
        let done = self.replace_all().await;
        sqlx::query("DETACH backup")
            .execute(&mut self.connection)
            .await?;
        done?;
        self.reload().await
    }

    async fn replace_all(&mut self) -> Result<(), StoreError> {
        let theirs: Option<String> =
            sqlx::query_scalar("SELECT value FROM backup.meta WHERE name = 'zone'")
                .fetch_optional(&mut self.connection)
                .await?;
        let ours = meta::get(&mut self.connection, meta::ZONE).await?;
        if theirs != ours {
            return Err(StoreError::Conflict(
                "the backup cuts days in another zone: stop the server, then restore".to_owned(),
            ));
        }
        let mut transaction = self.connection.begin().await?;
        sqlx::query("PRAGMA defer_foreign_keys = ON")
            .execute(&mut *transaction)
            .await?;
        for table in TABLES.iter().rev() {
            run(&mut transaction, format!("DELETE FROM main.{table}")).await?;
        }
        run(&mut transaction, "DELETE FROM main.quarantine".to_owned()).await?;
        for table in TABLES.iter().chain(&["quarantine"]) {
            let columns: Vec<String> =
                sqlx::query_scalar("SELECT name FROM pragma_table_info(?, 'backup')")
                    .bind(*table)
                    .fetch_all(&mut *transaction)
                    .await?;
            // A backup of an older version has no such table: nothing was in it.
            if columns.is_empty() {
                continue;
            }
            let columns = columns.join(", ");
            let insert = format!(
                "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM backup.{table}"
            );
            run(&mut transaction, insert).await?;
        }
        // What follows from the replaced rows is worked out anew.
        run(
            &mut transaction,
            "DELETE FROM main.reception_rollup".to_owned(),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Runs a statement made of names of tables and columns of our own schema.
async fn run(connection: &mut SqliteConnection, sql: String) -> Result<(), StoreError> {
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .execute(connection)
        .await?;
    Ok(())
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(io(path, &fault)),
        _ => Ok(()),
    }
}

/// Makes a new name in a directory last.
fn sync_directory(path: &Path) -> Result<(), StoreError> {
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    let open = fs::File::open(directory).map_err(|e| io(directory, &e))?;
    open.sync_all().map_err(|e| io(directory, &e))
}

fn io(path: &Path, fault: &std::io::Error) -> StoreError {
    if fault.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::Open {
        url: path.display().to_string(),
        reason: fault.to_string(),
    }
}
