use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};

use crate::store::StoreError;

static MIGRATIONS: Migrator = sqlx::migrate!("src/store/sqlite/migrations");

/// "Belv" in the header of the file: what tells our databases from others.
const APPLICATION_ID: i32 = 0x4265_6c76;

/// Where a database is, and how to connect to it.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    url: String,
    options: SqliteConnectOptions,
}

impl Database {
    /// Connections that read at the same time.
    const READERS: u32 = 4;

    /// Reads a URL such as `sqlite://belvedere.db`.
    pub(crate) fn at(url: &str) -> Result<Self, StoreError> {
        let open = |reason: String| StoreError::Open {
            url: url.to_owned(),
            reason,
        };
        let name = url.trim_start_matches("sqlite:").trim_start_matches("//");
        if name.is_empty() || name.starts_with('?') || name.contains(":memory:") {
            return Err(open("name a file, as in sqlite://belvedere.db".to_owned()));
        }
        let options = SqliteConnectOptions::from_str(url).map_err(|e| open(e.to_string()))?;
        if options.get_filename().is_dir() {
            return Err(open("it is a directory: name a file".to_owned()));
        }
        Ok(Self::with(url.to_owned(), options))
    }

    /// The database in a file.
    pub(crate) fn in_file(path: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(path);
        Self::with(path.display().to_string(), options)
    }

    fn with(url: String, options: SqliteConnectOptions) -> Self {
        let options = options
            .busy_timeout(Duration::from_secs(5))
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Full)
            // A block of hourly readings is about 700 bytes, of quarters of an hour 3 000.
            .page_size(8192)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "MEMORY")
            .disable_statement_logging();
        Self { url, options }
    }

    /// The file.
    pub(crate) fn path(&self) -> PathBuf {
        self.options.get_filename().to_path_buf()
    }

    /// The error for a database that cannot be opened.
    pub(crate) fn fault(&self, reason: &impl ToString) -> StoreError {
        StoreError::Open {
            url: self.url.clone(),
            reason: reason.to_string(),
        }
    }

    /// The connection that writes: makes the file and brings its schema up to date.
    pub(crate) async fn writer(&self) -> Result<SqliteConnection, StoreError> {
        let options = self
            .options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Checkpoint every 16 MB of pages; give back what a bulk import took.
            .pragma("wal_autocheckpoint", "2000")
            .pragma("journal_size_limit", "33554432");
        let mut connection = options.connect().await.map_err(|e| self.fault(&e))?;
        self.migrate(&mut connection).await?;
        Ok(connection)
    }

    /// Connections that only read.
    pub(crate) async fn readers(&self) -> Result<SqlitePool, StoreError> {
        SqlitePoolOptions::new()
            .max_connections(Self::READERS)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(self.options.clone().pragma("query_only", "ON"))
            .await
            .map_err(|e| self.fault(&e))
    }

    /// A connection beside the others, for copies.
    pub(crate) async fn another(&self) -> Result<SqliteConnection, StoreError> {
        self.options.connect().await.map_err(|e| self.fault(&e))
    }

    async fn migrate(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
            .fetch_one(&mut *connection)
            .await
            .map_err(|e| self.fault(&e))?;
        if tables == 0 {
            sqlx::query("PRAGMA application_id = 1113943158")
                .execute(&mut *connection)
                .await?;
        } else {
            self.check_ours(connection).await?;
        }
        MIGRATIONS
            .run(connection)
            .await
            .map_err(|error| match error {
                MigrateError::VersionMissing(version) => {
                    StoreError::Newer(format!("schema {version}"))
                }
                MigrateError::Execute(fault) => fault.into(),
                other => self.fault(&other),
            })
    }

    /// Refuses a database that is not ours, or of a newer version.
    pub(crate) async fn check_ours(
        &self,
        connection: &mut SqliteConnection,
    ) -> Result<(), StoreError> {
        let id: i32 = sqlx::query_scalar("PRAGMA application_id")
            .fetch_one(&mut *connection)
            .await
            .map_err(|e| self.fault(&e))?;
        if id != APPLICATION_ID {
            return Err(self.fault(&"it is not a database of belvedere"));
        }
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(connection)
            .await
            .map_err(|e| self.fault(&e))?;
        match newest {
            Some(version) if !MIGRATIONS.version_exists(version) => {
                Err(StoreError::Newer(format!("schema {version}")))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_that_name_no_file_are_refused() {
        let directory = std::env::temp_dir();
        for url in [
            "sqlite::memory:".to_owned(),
            "sqlite://".to_owned(),
            "sqlite://?mode=memory".to_owned(),
            format!("sqlite://{}", directory.display()),
        ] {
            assert!(
                matches!(Database::at(&url), Err(StoreError::Open { .. })),
                "{url}"
            );
        }
    }
}
