//! Table `mail`.

use model::time::At;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use crate::store::{Mail, MailOutcome, StoreError, ToldSoFar};

/// Queues a mail and notes how far its subscriptions are told, both or neither.
pub(crate) async fn queue(
    connection: &mut SqliteConnection,
    mail: Option<Mail>,
    told: Vec<(i64, ToldSoFar)>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    if let Some(mail) = mail {
        let (name, content) = mail.attachment.unzip();
        sqlx::query(
            "INSERT INTO mail (recipient, subject, body, html, token, attachment_name, \
             attachment, queued_at, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(mail.recipient)
        .bind(mail.subject)
        .bind(mail.body)
        .bind(mail.html)
        .bind(mail.token)
        .bind(name)
        .bind(content)
        .bind(mail.queued_at.millis())
        .bind(mail.queued_at.millis())
        .execute(&mut *transaction)
        .await?;
    }
    for (id, told) in told {
        sqlx::query(
            "UPDATE subscription SET told_change = ?, told_alert = ?, told_day = ? WHERE id = ?",
        )
        .bind(told.change)
        .bind(told.alert)
        .bind(told.day.number())
        .bind(id)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Mails to try now, the oldest first.
pub(crate) async fn due(readers: &SqlitePool, now: At, most: u32) -> Result<Vec<Mail>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM mail WHERE sent_at IS NULL AND failed IS NULL AND started_at IS NULL \
         AND next_at <= ? ORDER BY next_at, id LIMIT ?",
    )
    .bind(now.millis())
    .bind(most)
    .fetch_all(readers)
    .await?;
    rows.iter().map(read).collect()
}

/// Notes that a mail is tried; whether nobody else does.
pub(crate) async fn begin(
    connection: &mut SqliteConnection,
    id: i64,
    now: At,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE mail SET started_at = ? WHERE id = ? AND started_at IS NULL \
         AND sent_at IS NULL AND failed IS NULL",
    )
    .bind(now.millis())
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Notes what became of a mail; its content goes when nothing is left to be done.
pub(crate) async fn end(
    connection: &mut SqliteConnection,
    id: i64,
    outcome: MailOutcome,
) -> Result<(), StoreError> {
    const DONE: &str = "body = NULL, html = NULL, attachment = NULL";
    let statement = match &outcome {
        MailOutcome::Sent(_) => format!("UPDATE mail SET sent_at = ?, {DONE} WHERE id = ?"),
        MailOutcome::Again(_) => {
            "UPDATE mail SET next_at = ?, tries = tries + 1, started_at = NULL WHERE id = ?"
                .to_owned()
        }
        MailOutcome::GivenUp(_) => format!("UPDATE mail SET failed = ?, {DONE} WHERE id = ?"),
    };
    let query = sqlx::query(sqlx::AssertSqlSafe(statement));
    let query = match outcome {
        MailOutcome::Sent(at) | MailOutcome::Again(at) => query.bind(at.millis()),
        MailOutcome::GivenUp(why) => query.bind(why),
    };
    query.bind(id).execute(connection).await?;
    Ok(())
}

/// Gives up what was under way when the server stopped.
pub(crate) async fn give_up_begun(connection: &mut SqliteConnection) -> Result<u64, StoreError> {
    let done = sqlx::query(
        "UPDATE mail SET failed = 'the server stopped while it was sent', body = NULL, \
         html = NULL, attachment = NULL \
         WHERE started_at IS NOT NULL AND sent_at IS NULL AND failed IS NULL",
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// How many were sent since an instant.
pub(crate) async fn sent_since(readers: &SqlitePool, since: At) -> Result<u64, StoreError> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mail WHERE sent_at >= ?")
        .bind(since.millis())
        .fetch_one(readers)
        .await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

fn read(row: &SqliteRow) -> Result<Mail, StoreError> {
    let name: Option<String> = row.try_get("attachment_name")?;
    let content: Option<Vec<u8>> = row.try_get("attachment")?;
    Ok(Mail {
        id: row.try_get("id")?,
        recipient: row.try_get("recipient")?,
        subject: row.try_get("subject")?,
        body: row
            .try_get::<Option<String>, _>("body")?
            .unwrap_or_default(),
        html: row
            .try_get::<Option<String>, _>("html")?
            .unwrap_or_default(),
        token: row.try_get("token")?,
        attachment: name.zip(content),
        queued_at: At::from_millis(row.try_get("queued_at")?),
        tries: row.try_get("tries")?,
    })
}
