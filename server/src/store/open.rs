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
