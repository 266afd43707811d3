//! Table `rules_version`.

use model::time::At;
use sha2::{Digest, Sha256};
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::{KeptRules, StoreError};

/// Keeps rules, unless they are those that hold.
pub(crate) async fn keep(
    connection: &mut SqliteConnection,
    rules: KeptRules,
    known_at: At,
) -> Result<(), StoreError> {
    let mut digest = Sha256::new();
    digest.update(rules.themes.as_bytes());
    digest.update([0]);
    digest.update(rules.parameters.as_bytes());
    let digest: String = digest
        .finalize()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let mut transaction = connection.begin().await?;
    let known: Option<String> =
        sqlx::query_scalar("SELECT digest FROM rules_version ORDER BY id DESC LIMIT 1")
            .fetch_optional(&mut *transaction)
            .await?;
    if known.as_ref() != Some(&digest) {
        sqlx::query(
            "INSERT INTO rules_version (known_at, digest, themes, parameters) VALUES (?, ?, ?, ?)",
        )
        .bind(known_at.millis())
        .bind(digest)
        .bind(rules.themes)
        .bind(rules.parameters)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The rules that held before an instant, or the first ones.
pub(crate) async fn before(readers: &SqlitePool, at: At) -> Result<Option<KeptRules>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT themes, parameters FROM rules_version \
         ORDER BY known_at < ?1 DESC, CASE WHEN known_at < ?1 THEN -id ELSE id END LIMIT 1",
    )
    .bind(at.millis())
    .fetch_optional(readers)
    .await?;
    Ok(row.map(|(themes, parameters)| KeptRules { themes, parameters }))
}
