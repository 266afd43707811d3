use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tempfile::TempDir;

use crate::store::sqlite::{Limits, SqliteStore};
use crate::store::{Store, StoreError, open};

/// A place where a database can be, empty at first and gone afterwards.
pub(crate) struct Site {
    directory: TempDir,
    url: String,
    restless: bool,
}

impl Site {
    /// For SQLite.
    pub(crate) fn sqlite() -> Self {
        Self::new(false)
    }

    /// For SQLite with a journal that holds next to nothing.
    pub(crate) fn restless_sqlite() -> Self {
        Self::new(true)
    }

    /// Another of the same kind.
    pub(crate) fn another(&self) -> Self {
        Self::new(self.restless)
    }

    fn new(restless: bool) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite://{}", directory.path().join("town.db").display());
        Self {
            directory,
            url,
            restless,
        }
    }

    /// The URL of the database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A path beside the database.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Opens the database; waits until a store that was just dropped is gone.
    pub(crate) async fn open(&self) -> Arc<dyn Store> {
        let zone = Some("Europe/Paris");
        for _ in 0..500 {
            let opened: Result<Arc<dyn Store>, StoreError> = if self.restless {
                let limits = Limits {
                    journalled: 5,
                    dirty_bytes: 1 << 16,
                    longest: Duration::from_millis(1),
                    months: 1,
                };
                match SqliteStore::open_with(&self.url, zone, limits).await {
                    Ok(store) => Ok(Arc::new(store)),
                    Err(fault) => Err(fault),
                }
            } else {
                open(&self.url, zone).await
            };
            match opened {
                Err(StoreError::InUse(_)) => tokio::time::sleep(Duration::from_millis(10)).await,
                opened => return opened.expect("opens"),
            }
        }
        panic!("the database stays in use")
    }
}
