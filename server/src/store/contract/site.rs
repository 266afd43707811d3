use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;

use crate::store::{Store, open};

/// A place where a database can be, empty at first and gone afterwards.
pub(crate) struct Site {
    directory: TempDir,
    url: String,
}

impl Site {
    /// For SQLite.
    pub(crate) fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite://{}", directory.path().join("town.db").display());
        Self { directory, url }
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
        for _ in 0..200 {
            match open(&self.url, Some("Europe/Paris")).await {
                Err(crate::store::StoreError::InUse(_)) => {
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                }
                opened => return opened.expect("opens"),
            }
        }
        panic!("the database stays in use")
    }
}
