//! Table `sign_in_attempt`.

use model::time::At;
use sqlx::{Connection, SqliteConnection};

use crate::store::{NotBefore, StoreError};

/// Counts a try for each subject; until when one of them has to wait, if one has.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    subjects: Vec<String>,
    at: At,
    not_before: NotBefore,
) -> Result<Option<At>, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut wait = None;
    for subject in &subjects {
        let known: Option<(u32, i64)> =
            sqlx::query_as("SELECT count, last_at FROM sign_in_attempt WHERE subject = ?")
                .bind(subject.clone())
                .fetch_optional(&mut *transaction)
                .await?;
        let until = known
            .and_then(|(count, last_at)| not_before(subject, count, At::from_millis(last_at)))
            .filter(|until| *until > at);
        wait = wait.max(until);
    }
    if wait.is_some() {
        return Ok(wait);
    }
    for subject in subjects {
        sqlx::query(
            "INSERT INTO sign_in_attempt (subject, count, last_at) VALUES (?, 1, ?) \
             ON CONFLICT (subject) DO UPDATE SET count = count + 1, last_at = excluded.last_at",
        )
        .bind(subject)
        .bind(at.millis())
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(None)
}

/// Forgets the tries of these subjects, and those of anybody before an instant.
pub(crate) async fn forget(
    connection: &mut SqliteConnection,
    subjects: Vec<String>,
    before: At,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for subject in subjects {
        sqlx::query("DELETE FROM sign_in_attempt WHERE subject = ?")
            .bind(subject)
            .execute(&mut *transaction)
            .await?;
    }
    sqlx::query("DELETE FROM sign_in_attempt WHERE last_at < ?")
        .bind(before.millis())
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}
