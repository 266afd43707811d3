use std::path::Path;
use std::process::ExitCode;

use super::context::{Held, absolute};
use crate::access::Actor;
use crate::clock::{Clock as _, SystemClock};
use crate::control::Console;
use crate::store::{self, AuditEntry};

/// `belvedere backup FILE`.
pub(super) async fn backup(
    held: &Held,
    file: &Path,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let file = absolute(file);
    if file.exists() {
        anyhow::bail!("{} exists: name a new file", file.display());
    }
    held.store.backup(&file).await?;
    console.out(&format!("backup written to {}", file.display()));
    Ok(ExitCode::SUCCESS)
}

/// `belvedere restore FILE`, inside the server that holds the database.
pub(super) async fn restore(
    held: &Held,
    file: &Path,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let file = absolute(file);
    held.store.restore_from(&file).await?;
    held.store.trace(restored(&file)).await?;
    if let Some(reload) = &held.reload {
        reload.everything().await?;
    }
    console.out(&format!("restored from {}", file.display()));
    Ok(ExitCode::SUCCESS)
}

/// `belvedere restore FILE` when no server runs.
pub(super) async fn restore_at_rest(
    database: &str,
    file: &Path,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let file = absolute(file);
    store::restore(&file, database).await?;
    let put_back = store::open(database, None).await?;
    put_back.trace(restored(&file)).await?;
    put_back.close().await?;
    console.out(&format!("restored from {}", file.display()));
    console.err(
        "accounts, keys and the journal are those of the backup: revoke again what was revoked \
         since, and hold the journal against the head you kept (belvedere audit verify --head)",
    );
    Ok(ExitCode::SUCCESS)
}

fn restored(file: &Path) -> AuditEntry {
    let object = file.display().to_string();
    Actor::console().did("database.restore", object, SystemClock.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_restore_at_rest_leaves_its_row_in_the_journal() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let copy = folder.path().join("copy.db");
        let store = store::open(&url, None).await.unwrap();
        store.backup(&copy).await.unwrap();
        let late = Actor::console().did("key.revoke", "chaufferie", SystemClock.now());
        store.trace(late).await.unwrap();
        store.close().await.unwrap();
        drop(store);
        restore_at_rest(&url, &copy, &Console::terminal())
            .await
            .unwrap();
        let store = store::open(&url, None).await.unwrap();
        let rows = store.audit(0, 10).await.unwrap();
        let told: Vec<&str> = rows.iter().map(|row| row.entry.action.as_str()).collect();
        assert_eq!(told, ["database.restore"]);
    }
}
