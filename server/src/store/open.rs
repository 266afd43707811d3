use std::path::Path;
use std::sync::Arc;

use super::{SqliteStore, Store, StoreError};

/// Opens the database that a URL names, making it when it is absent.
///
/// `zone` is the IANA name in which a new database cuts its local days; `None`
/// takes what the database has, Europe/Paris when it is new.
///
/// # Errors
/// [`StoreError::Open`], [`StoreError::InUse`], [`StoreError::Newer`];
/// [`StoreError::Conflict`] when the database cuts its days in another zone.
pub async fn open(url: &str, zone: Option<&str>) -> Result<Arc<dyn Store>, StoreError> {
    known_scheme(url)?;
    Ok(Arc::new(SqliteStore::open(url, zone).await?))
}

/// Whether there is a database at a URL already.
///
/// # Errors
/// [`StoreError::Open`] when the URL names none that can be.
pub fn exists(url: &str) -> Result<bool, StoreError> {
    known_scheme(url)?;
    SqliteStore::exists(url)
}

/// Puts the content of a backup in the place of a database that no process has open.
///
/// # Errors
/// [`StoreError::InUse`] when one has; [`StoreError::Open`] or
/// [`StoreError::Newer`] when the backup cannot be used. The database is then untouched.
pub async fn restore(from: &Path, url: &str) -> Result<(), StoreError> {
    known_scheme(url)?;
    SqliteStore::restore(from, url).await
}

fn known_scheme(url: &str) -> Result<(), StoreError> {
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let reason = match scheme {
        "sqlite" => return Ok(()),
        "postgres" | "postgresql" => "PostgreSQL is not supported by this version yet",
        _ => "the URL must start with sqlite://",
    };
    // What stands before an @ may be a password.
    let shown = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    Err(StoreError::Open {
        url: format!("{scheme}:{}", shown.trim_start_matches('/')),
        reason: reason.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn looking_for_a_database_makes_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        assert!(!exists(&url).expect("a file may be there"));
        assert_eq!(std::fs::read_dir(folder.path()).expect("read").count(), 0);
        let store = open(&url, None).await.expect("made");
        store.close().await.expect("closed");
        assert!(exists(&url).expect("a file may be there"));
        assert!(exists("postgres://ville").is_err());
    }
}
